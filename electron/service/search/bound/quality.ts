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
import { type BoundedProgram, type BoundTask, boundOf } from "./relaxation.ts";

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
  /** Begun before the best was known, where the objective has a program. */
  readonly bound: LowestBound | undefined;
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
 * win rates, profit factors and mixed terms a linear program knows nothing. `bound` solves the program.
 */
export async function upperBoundOf(
  searched: Programmed & Pick<Searched, "bound">,
  size: number,
  call: CallContext,
): Promise<number | null> {
  const { objective } = searched;
  const base = await metricBound(searched, size, call);
  if (base === null) return null;
  // Standardised columns add up to a square, so that the mean correlation of n is at least -1 / (n - 1).
  const isSigned = objective.penalty === nativeIds.penalty.signed && size > 1;
  const bound = base + (isSigned ? objective.penaltyWeight / (size - 1) : 0);
  // Sums of others in another order.
  return bound + 1e-9 * Math.abs(bound);
}

type Programmed = Pick<Searched, "search" | "objective" | "constraints" | "view">;

const candidatesOf = ({ matrix }: Searched["view"], { candidates }: Searched["constraints"]): PnlMatrix =>
  candidates ? chooseCells(matrix, candidates) : matrix;

/** What bounds a search, so that only the size is left to tell; undefined: its objective has no linear program. */
export function boundedProgram(searched: Programmed): BoundedProgram | undefined {
  const { objective } = searched.search;
  const { drawdownFloor: floor, peakFromZero } = searched.objective;
  const of = objective === "less_max_dd" ? "fall" : objective === "ratio" && floor > 0 ? "ratio" : undefined;
  return of && { matrix: candidatesOf(searched.view, searched.constraints), of, floor, peakFromZero };
}

async function metricBound(
  { search, objective: { peakFromZero }, constraints, view, bound }: Programmed & Pick<Searched, "bound">,
  size: number,
  call: CallContext,
): Promise<number | null> {
  const { objective } = search;
  if (objective !== "roi" && objective !== "expectancy") return bound ? bound.of(size, call) : null;
  // Of a total the relaxation needs no program: the n largest. Not below 0.
  const matrix = candidatesOf(view, constraints);
  const task: BoundTask = { matrix, size, of: "ratio", floor: 1, peakFromZero };
  const total = boundOf(task, new Float64Array(matrix.observations));
  // At most the mean row: rows of 0 count as losses.
  return objective === "roi" ? total : total / matrix.observations;
}

/** A thread that has all that a bound needs but the size. */
export interface LowestBound {
  /** The lowest bound found in time; null where there is none. Asked once. */
  readonly of: (size: number, call: CallContext) => Promise<number | null>;
  /** Ends it, asked or not. */
  readonly end: () => void;
}

/**
 * Begins the bound of a search; undefined: it has none. Of a search beyond memory the thread has its cells in memory, too: they
 * are few enough where there is a bound.
 */
export function beginBound(searched: Programmed): LowestBound | undefined {
  const program = boundedProgram(searched);
  return program && beginLowest(program);
}

function beginLowest({ matrix, of, floor, peakFromZero }: BoundedProgram): LowestBound | undefined {
  const script = scriptBeside(import.meta.dirname, "bound-worker.ts", "bound-worker.js");
  const { observations, strategies, stored, rows } = matrix;
  if (script === undefined || observations * strategies > mostCells) return undefined;
  const sent = stored ? { observations, strategies, rows: [...rows] } : matrix;
  const stop = new AbortController();
  const size = Promise.withResolvers<number>();
  let lowest: number | null = null;
  const found = onThread<BoundedProgram, number, number>(
    script,
    { matrix: sent, of, floor, peakFromZero },
    stop,
    (bound) => {
      lowest = bound;
    },
    { later: size.promise },
  );
  // Whoever asks hears of it.
  found.catch(() => undefined);
  const end = () => stop.abort();
  return {
    end,
    async of(asked, { signal }) {
      if (signal.aborted) end();
      signal.addEventListener("abort", end, { once: true });
      const late = setTimeout(end, mostMilliseconds);
      size.resolve(asked);
      try {
        return await found;
      } catch (error) {
        // A bound is said beside what was found, and is not worth losing it.
        if (signal.aborted) throw error;
        return lowest;
      } finally {
        clearTimeout(late);
        signal.removeEventListener("abort", end);
      }
    },
  };
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
