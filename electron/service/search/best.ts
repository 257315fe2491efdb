import { type FoundBy, foundBy } from "../../contract/algorithms.ts";
import type { FoundPortfolio, SearchOutcome } from "../../contract/search-result.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { nativeIds } from "../engine/native-ids.ts";
import { rankPortfolios } from "../rank-portfolios.ts";
import type { SearchSession } from "./plan.ts";

/** What a run came to, and what is known of it beside. */
export type KnownOutcome = SearchOutcome & Pick<FoundPortfolio, "optimalOf" | "believable">;

interface Ranked {
  readonly size: number;
  readonly algorithm: FoundBy;
  readonly fitness: number;
  readonly violation: number;
}

/** The best of all; `candidates` must not be empty. */
export function pickBest<Candidate extends Ranked>(candidates: readonly Candidate[]): Candidate {
  const [first, ...rest] = candidates;
  if (!first) throw new Error("there is nothing to pick from");
  return rest.reduce((best, one) => (comesBefore(one, best) ? one : best), first);
}

/** The best of each size, ascending by size. */
export function pickBestOfSizes<Candidate extends Ranked>(candidates: readonly Candidate[]): Candidate[] {
  const sizes = [...new Set(candidates.map((one) => one.size))].sort((a, b) => a - b);
  return sizes.map((size) => pickBest(candidates.filter((one) => one.size === size)));
}

/** Feasibility first, then fitness; a tie goes to the smaller size, then to the way that comes first. */
function comesBefore(a: Ranked, b: Ranked): boolean {
  const rank = rankPortfolios(a, b);
  if (rank !== 0) return rank < 0;
  if (a.size !== b.size) return a.size < b.size;
  return foundBy.options.indexOf(a.algorithm) < foundBy.options.indexOf(b.algorithm);
}

/** A found portfolio with the parts of its canonical score; `strategies` are the names of the columns. */
export async function describePortfolio(
  session: SearchSession,
  strategies: readonly string[],
  objective: NativeObjective,
  outcome: KnownOutcome,
): Promise<FoundPortfolio> {
  const members = Uint32Array.from(outcome.columns);
  const { components } = await session.scorePortfolios(members, members.length, objective);
  const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;
  return {
    size: outcome.size,
    algorithm: outcome.algorithm,
    ...(outcome.seed === undefined ? {} : { seed: outcome.seed }),
    fitness: outcome.fitness,
    base: part("base"),
    mean_correlation: part("mean_correlation"),
    roi: part("roi"),
    max_drawdown: part("max_drawdown"),
    violation: outcome.violation,
    swapOptimal: outcome.swapOptimal,
    optimalOf: outcome.optimalOf,
    believable: outcome.believable,
    columns: [...outcome.columns],
    members: outcome.columns.map((column) => strategies[column] as string),
  };
}
