import type { FoundPortfolio, SearchOutcome } from "../../contract/search-result.ts";
import type { NativeObjective } from "../engine/addon.ts";
import { nativeIds } from "../engine/native-ids.ts";
import type { SearchSession } from "./search-session.ts";

/** A found portfolio with the parts of its canonical score; `strategies` are the names of the columns. */
export async function describePortfolio(
  session: SearchSession,
  strategies: readonly string[],
  objective: NativeObjective,
  outcome: SearchOutcome,
): Promise<FoundPortfolio> {
  const members = Uint32Array.from(outcome.columns);
  const { components } = await session.scorePortfolios(members, members.length, objective);
  const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;
  return {
    size: outcome.size,
    algorithm: outcome.algorithm,
    fitness: outcome.fitness,
    base: part("base"),
    mean_correlation: part("mean_correlation"),
    roi: part("roi"),
    max_drawdown: part("max_drawdown"),
    violation: outcome.violation,
    swapOptimal: outcome.swapOptimal,
    columns: [...outcome.columns],
    members: outcome.columns.map((column) => strategies[column] as string),
  };
}
