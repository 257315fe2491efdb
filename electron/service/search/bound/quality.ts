/** How good is what a search found: what nothing of its size can exceed, and whether its runs agree. */
import type { FoundPortfolio, SearchOutcome, SearchQuality } from "../../../contract/search-result.ts";
import { chooseCells } from "../../analysis/view/columns.ts";
import type { CallContext } from "../../context.ts";
import type { NativeObjective } from "../../engine/addon/figures.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import { onThread } from "../../on-thread.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { scriptBeside } from "../../program-files.ts";
import type { ResolvedConstraints } from "../constraints/resolve.ts";
import { isRun, type SearchSession } from "../plan.ts";
import type { ResolvedSearch } from "../resolve.ts";
import { termsOf } from "../terms.ts";
import { type BoundTask, boundOf } from "./relaxation.ts";

/** The bound that is there by then is the one that is said: a second or two is usual. */
const mostMilliseconds = 30_000;
/** A thread has a copy of the table: larger ones have no bound. */
const mostCells = 20_000_000;

interface Searched {
  readonly session: SearchSession;
  readonly search: ResolvedSearch;
  readonly objective: NativeObjective;
  readonly constraints: Pick<ResolvedConstraints, "candidates">;
  readonly view: { readonly matrix: PnlMatrix };
  readonly runs: readonly SearchOutcome[];
  readonly best: FoundPortfolio;
}

/** What is known of the best portfolio's place among all of its size. */
export async function qualityOf(searched: Searched, call: CallContext): Promise<SearchQuality> {
  const { search, best, runs } = searched;
  const isOpen = best.optimalOf === null && best.violation === 0;
  const upperBound = isOpen ? await upperBoundOf(searched, best.size, call) : null;
  // What is believed is chosen first, and every algorithm begins with it: that they agree says nothing.
  const isAlike = search.objective === "believable" && search.warmStart;
  const terms = await termsOf(searched, best.columns, call);
  return { upperBound, agreement: isAlike ? null : agreementOf(best, runs), terms };
}

/**
 * Fitness that no portfolio of a size exceeds, whatever limits it has to keep: what the metric cannot exceed, and the most that
 * a correlation below 0 gives back. Null for objectives without one: a ratio without a drawdown floor has no upper end, and of
 * win rates, profit factors and mixed terms a linear program knows nothing. `lowest` solves the program.
 */
export async function upperBoundOf(
  { search, objective, constraints, view }: Omit<Searched, "runs" | "best" | "session">,
  size: number,
  call: CallContext,
  lowest = lowestOf,
): Promise<number | null> {
  const matrix = constraints.candidates ? chooseCells(view.matrix, constraints.candidates) : view.matrix;
  const { drawdownFloor: floor, peakFromZero } = objective;
  const task = { matrix, size, floor, peakFromZero };
  const base = await metricBound(search.objective, task, (one) => lowest(one, call));
  if (base === null) return null;
  // Standardised columns add up to a square, so that the mean correlation of n is at least -1 / (n - 1).
  const isSigned = objective.penalty === nativeIds.penalty.signed && size > 1;
  const bound = base + (isSigned ? objective.penaltyWeight / (size - 1) : 0);
  // Sums of others in another order.
  return bound + 1e-9 * Math.abs(bound);
}

type Asked = Omit<BoundTask, "of">;

async function metricBound(
  objective: ResolvedSearch["objective"],
  task: Asked,
  lowest: (task: BoundTask) => Promise<number | null>,
): Promise<number | null> {
  const { matrix, floor } = task;
  switch (objective) {
    case "roi":
      return largestTotal(task);
    // At most the mean row: rows of 0 count as losses.
    case "expectancy":
      return largestTotal(task) / matrix.observations;
    case "ratio":
      return floor > 0 ? lowest({ ...task, of: "ratio" }) : null;
    case "less_max_dd":
      return lowest({ ...task, of: "fall" });
    default:
      return null;
  }
}

/** Of a total the relaxation needs no program: the n largest. Not below 0. */
function largestTotal(task: Asked): number {
  return boundOf({ ...task, of: "ratio", floor: 1 }, new Float64Array(task.matrix.observations));
}

/** The lowest bound found in time, on a thread of its own; null where there is none. */
async function lowestOf(task: BoundTask, call: CallContext): Promise<number | null> {
  const script = scriptBeside(import.meta.dirname, "bound-worker.ts", "bound-worker.js");
  const { observations, strategies } = task.matrix;
  if (script === undefined || observations * strategies > mostCells) return null;
  const { stored, rows } = task.matrix;
  const sent = stored ? { ...task, matrix: { observations, strategies, rows: [...rows] } } : task;
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(mostMilliseconds)]);
  let lowest: number | null = null;
  try {
    return await onThread<BoundTask, number, number>(script, sent, { signal }, (bound) => {
      lowest = bound;
    });
  } catch (error) {
    // A bound is said beside what was found, and is not worth losing it.
    if (call.signal.aborted) throw error;
    return lowest;
  }
}

/** Members that the best of other runs of its size has in common with it; null where there is no other. */
function agreementOf(
  best: Pick<FoundPortfolio, "columns" | "size" | "algorithm" | "seed">,
  runs: readonly SearchOutcome[],
): SearchQuality["agreement"] {
  const own = new Set(best.columns);
  const shared = runs
    .filter((run) => run.size === best.size && !isRun(best)(run))
    .map((run) => run.columns.filter((column) => own.has(column)).length)
    .sort((a, b) => a - b);
  const [least, middle, most] = [shared[0], shared[shared.length >> 1], shared.at(-1)];
  if (least === undefined || middle === undefined || most === undefined) return null;
  return { runs: shared.length, least, middle, most };
}
