import type { PnlMatrix } from "../../pnl-matrix.ts";

/** Rows up to which eight running sums are kept before the range is halved. */
const blockRows = 128;

/**
 * Sum of every column, missing cells as 0, added in the order of numpy's pairwise summation (eight running sums in
 * blocks of 128 rows, halves above that). The replaced system summed this way: the same rounding gives the same
 * printed digits and the same decision where a total is zero only in decimal arithmetic.
 */
export function pairwiseColumnSums(matrix: PnlMatrix): Float64Array {
  return sumRange(matrix, 0, matrix.observations);
}

function sumRange(matrix: PnlMatrix, from: number, count: number): Float64Array {
  if (count > blockRows) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return addInto(sumRange(matrix, from, first), sumRange(matrix, from + first, count - first));
  }
  const rows = matrix.rows.slice(from, from + count);
  if (count < 8) return addRows(new Float64Array(matrix.strategies), rows);

  const whole = count - (count % 8);
  const running = Array.from({ length: 8 }, (_, lane) =>
    addRows(
      new Float64Array(matrix.strategies),
      rows.filter((_row, t) => t < whole && t % 8 === lane),
    ),
  );
  const pair = (a: number, b: number) => addInto(running[a] as Float64Array, running[b] as Float64Array);
  const sum = addInto(addInto(pair(0, 1), pair(2, 3)), addInto(pair(4, 5), pair(6, 7)));
  return addRows(sum, rows.slice(whole));
}

function addInto(target: Float64Array, other: Float64Array): Float64Array {
  for (let i = 0; i < target.length; i += 1) (target[i] as number) += other[i] as number;
  return target;
}

function addRows(target: Float64Array, rows: readonly Float64Array[]): Float64Array {
  for (const row of rows) {
    for (let i = 0; i < target.length; i += 1) {
      const cell = row[i] as number;
      if (!Number.isNaN(cell)) (target[i] as number) += cell;
    }
  }
  return target;
}
