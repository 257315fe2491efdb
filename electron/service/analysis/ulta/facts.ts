import type { CallContext } from "../../context.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";

/** What ULTA decides by, one entry per strategy; missing cells count as 0. Currency. */
export interface InversionFacts {
  /** In numpy's order of summation: its last bit can decide. */
  readonly sum: Float64Array;
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  readonly negativeRows: ArrayLike<number>;
}

/** The facts of a matrix that is on no engine, row by row as the cells lie in memory. O(N) memory. */
export const factsOfMatrix = (matrix: PnlMatrix): InversionFacts => atOnce(factsInSteps(matrix));

/** The same in pieces. */
export function* factsInSteps(matrix: PnlMatrix): Steps<InversionFacts> {
  const n = matrix.strategies;
  const smallest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const largest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const negativeRows = new Uint32Array(n);
  for (const row of matrix.rows) {
    for (let i = 0; i < n; i += 1) {
      const cell = row[i] as number;
      const value = Number.isNaN(cell) ? 0 : cell;
      if (value < (smallest[i] as number)) smallest[i] = value;
      if (value > (largest[i] as number)) largest[i] = value;
      if (value < 0) (negativeRows[i] as number) += 1;
    }
    yield;
  }
  return { sum: yield* pairwiseColumnSums(matrix), smallest, largest, negativeRows };
}

/** The facts of a matrix that is open on the engine, with the bits of factsOfMatrix. */
export async function factsOfSession(session: EngineSession, call?: CallContext): Promise<InversionFacts> {
  const figures = await session.inversionFigures(call);
  const of = (name: keyof typeof nativeIds.inversionFigure) => {
    const begin = nativeIds.inversionFigure[name] * session.strategies;
    return figures.subarray(begin, begin + session.strategies);
  };
  return {
    sum: of("sum"),
    smallest: of("smallest"),
    largest: of("largest"),
    negativeRows: of("negative_rows"),
  };
}

/** Rows up to which eight running sums are kept before the range is halved. */
const blockRows = 128;

/**
 * Sum of every column, missing cells as 0, added in the order of numpy's pairwise summation (eight running sums in
 * blocks of 128 rows, halves above that). The replaced system summed this way: the same rounding gives the same
 * printed digits and the same decision where a total is zero only in decimal arithmetic.
 */
function pairwiseColumnSums(matrix: PnlMatrix): Steps<Float64Array> {
  return sumRange(matrix, 0, matrix.observations);
}

function* sumRange(matrix: PnlMatrix, from: number, count: number): Steps<Float64Array> {
  if (count > blockRows) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    const sum = yield* sumRange(matrix, from, first);
    return addInto(sum, yield* sumRange(matrix, from + first, count - first));
  }
  const rows = matrix.rows.slice(from, from + count);
  if (count < 8) return yield* addRows(new Float64Array(matrix.strategies), rows);

  const whole = count - (count % 8);
  const running: Float64Array[] = [];
  for (let lane = 0; lane < 8; lane++) {
    const ofLane = rows.filter((_row, t) => t < whole && t % 8 === lane);
    running.push(yield* addRows(new Float64Array(matrix.strategies), ofLane));
  }
  const pair = (a: number, b: number) => addInto(running[a] as Float64Array, running[b] as Float64Array);
  const sum = addInto(addInto(pair(0, 1), pair(2, 3)), addInto(pair(4, 5), pair(6, 7)));
  return yield* addRows(sum, rows.slice(whole));
}

function addInto(target: Float64Array, other: Float64Array): Float64Array {
  for (let i = 0; i < target.length; i += 1) (target[i] as number) += other[i] as number;
  return target;
}

function* addRows(target: Float64Array, rows: readonly Float64Array[]): Steps<Float64Array> {
  for (const row of rows) {
    for (let i = 0; i < target.length; i += 1) {
      const cell = row[i] as number;
      if (!Number.isNaN(cell)) (target[i] as number) += cell;
    }
    yield;
  }
  return target;
}
