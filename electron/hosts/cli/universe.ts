import type { Command } from "commander";
import type { InputOf, ResultOf } from "../../contract/method.ts";
import { strategyUniverse } from "../../contract/methods/strategy.ts";
import { universeLines } from "../../contract/verdict-text.ts";
import type { CliSession } from "./session.ts";
import { unlessLarger } from "./unless-larger.ts";

/** Above so many cells the test takes longer than the command that it stands beside. */
const mostCells = 20_000_000;

/** The flag that leaves the question out: `luck` is then false. */
export function addUniverseOption(command: Command): Command {
  return command.option(
    "--no-luck",
    "do not ask whether the best strategies are better than luck makes them",
  );
}

type Universe = ResultOf<typeof strategyUniverse>;

/** Is there anything to find in a view of so many cells? Null where it is not wanted, or would take long or memory. */
export async function askUniverse(
  session: CliSession,
  view: InputOf<typeof strategyUniverse>,
  { cells, isWanted }: { readonly cells: number; readonly isWanted: boolean },
): Promise<Universe | null> {
  if (!isWanted || cells > mostCells) return null;
  return unlessLarger(session, () => session.call(strategyUniverse, view));
}

/** Its lines for the terminal. */
export function describeUniverse(universe: Universe | null): string {
  return universe ? universeLines(universe).join("\n") : "";
}
