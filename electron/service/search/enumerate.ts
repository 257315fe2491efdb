/** Small spaces are judged whole: then the best is known, and said to be. */
import type { SearchOutcome } from "../../contract/search-result.ts";
import type { CallContext } from "../context.ts";
import type { NativeObjective } from "../engine/addon/figures.ts";
import { allPlaces } from "../pnl-matrix.ts";
import type { KnownOutcome } from "./best.ts";
import type { ResolvedConstraints } from "./constraints/resolve.ts";
import type { SearchSession } from "./plan.ts";

/** Portfolios that are scored at a time, and most that a space may hold. */
const chunk = 8192;
const most = 2_000_000;

/** N over n; infinite where a double does not hold it. */
export function combinations(from: number, size: number): number {
  let count = 1;
  for (let k = 1; k <= Math.min(size, from - size); k += 1) count = (count * (from - k + 1)) / k;
  return size > from ? 0 : Math.round(count);
}

/** The subsets of `size` of 0 to `from` - 1 in order, each in the same array. */
export function* subsets(from: number, size: number): Generator<Uint32Array> {
  const chosen = allPlaces(size);
  if (size > from) return;
  for (;;) {
    yield chosen;
    let k = size - 1;
    while (k >= 0 && chosen[k] === from - size + k) k -= 1;
    if (k < 0) return;
    chosen[k] = (chosen[k] as number) + 1;
    for (let j = k + 1; j < size; j += 1) chosen[j] = (chosen[j - 1] as number) + 1;
  }
}

interface Space {
  readonly session: SearchSession;
  readonly constraints: ResolvedConstraints;
  readonly objective: NativeObjective;
  /** A larger space than this is not judged whole. */
  readonly budget: number;
}

/** Portfolios of `size` that the candidates allow, or undefined where limits or their number forbid judging them all. */
function spaceOf({ session, constraints, budget }: Space, size: number): number | undefined {
  const { maxPairCorrelation, maxDrawdown, groupings, candidates, mustInclude } = constraints;
  if (maxPairCorrelation < 1 || maxDrawdown > 0 || groupings.length > 0 || mustInclude) return undefined;
  const count = combinations(candidates?.length ?? session.strategies, size);
  return count <= Math.min(budget, most) ? count : undefined;
}

/**
 * The best of all portfolios of a size, beside how many were judged; undefined where there are too many, or limits to keep.
 * Of equals the first in the order of their columns.
 */
export async function judgeAll(
  space: Space,
  size: number,
  call: CallContext,
): Promise<
  { readonly judged: number; readonly fitness: number; readonly columns: readonly number[] } | undefined
> {
  const judged = spaceOf(space, size);
  if (judged === undefined) return undefined;
  const { session, objective, constraints } = space;
  const candidates = constraints.candidates ?? allPlaces(session.strategies);
  let best = { fitness: Number.NEGATIVE_INFINITY, columns: [] as readonly number[] };
  const waiting = new Uint32Array(chunk * size);
  let count = 0;
  const judge = async () => {
    const { fitness } = await session.scorePortfolios(waiting.slice(0, count * size), size, objective, call);
    for (const [k, one] of fitness.entries()) {
      if (one > best.fitness)
        best = { fitness: one, columns: Array.from(waiting.subarray(k * size, (k + 1) * size)) };
    }
    count = 0;
  };
  for (const places of subsets(candidates.length, size)) {
    for (let k = 0; k < size; k += 1) waiting[count * size + k] = candidates[places[k] as number] as number;
    count += 1;
    if (count === chunk) await judge();
  }
  if (count > 0) await judge();
  return { judged, ...best };
}

/** An outcome with what judging all portfolios of its size has shown: better members, or that there are none. */
export async function proven(space: Space, outcome: SearchOutcome, call: CallContext): Promise<KnownOutcome> {
  const all = await judgeAll(space, outcome.size, call);
  if (!all) return { ...outcome, optimalOf: null, believable: null };
  const isBetter = all.fitness > outcome.fitness;
  return {
    ...outcome,
    believable: null,
    ...(isBetter ? { fitness: all.fitness, columns: [...all.columns] } : {}),
    swapOptimal: true,
    optimalOf: all.judged,
  };
}
