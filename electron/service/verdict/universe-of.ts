/** What is said of a view's strategies before any search, and in the verdict on one. */
import type { RecordLuck, UniverseLuck } from "../../contract/verdict.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import { keptUniverse } from "./kept-universe.ts";
import { rowDependenceInTurns } from "./resampling.ts";
import { minimumBacktestLength } from "./universe.ts";

/** Fewest rows that anything is said of. */
export const leastRows = 30;
const daysPerYear = 365.25;
const millisecondsPerDay = 24 * 3600 * 1000;

/**
 * The test of the universe, null on too few rows, and what the length of the record says. What takes long is in `kept`.
 */
export async function universeOf(
  view: AnalysisView,
  {
    size,
    seed,
    kept,
  }: { readonly size: number; readonly seed: number; readonly kept?: KeptResults | undefined },
  call: CallContext,
): Promise<RecordLuck & { readonly universe: UniverseLuck | null }> {
  const { matrix } = view;
  const asked = { size, seed, ...(await rowDependenceInTurns(matrix, call)) };
  const universe = matrix.observations < leastRows ? null : await keptUniverse(view, asked, kept, call);
  return { universe, ...recordOf(view, matrix.strategies) };
}

/** What the length of a view's record says of the best of so many strategies, of which the view may have some alone. */
export function recordOf(view: AnalysisView, strategies: number): RecordLuck {
  const { years, sharpeByLuck } = minimumBacktestLength(strategies, yearsOf(view));
  // One strategy is no choice; and the Sharpe ratios of few rows are not normal.
  const isKnown = strategies > 1 && view.matrix.observations >= leastRows;
  return { minBacktestYears: years, sharpeByLuck: isKnown ? sharpeByLuck : null };
}

/** Years that the record spans, the last row's own interval included. */
function yearsOf({ observations }: AnalysisView): number {
  const dates = observations.map((one) => Date.parse(one.date)).filter(Number.isFinite);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const date of dates) {
    first = Math.min(first, date);
    last = Math.max(last, date);
  }
  const span = (last - first) / millisecondsPerDay;
  return ((span / Math.max(1, dates.length - 1)) * dates.length) / daysPerYear || 1;
}
