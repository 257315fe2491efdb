import type { PnlMatrix } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";
import { matrixOfSeries } from "../series/portfolio.ts";

/** Copies of chosen columns as series of T values. */
export function columnsOf(matrix: PnlMatrix, members: ArrayLike<number>): Float64Array[] {
  const columns = Array.from(members, () => new Float64Array(matrix.observations));
  for (const [t, row] of matrix.rows.entries())
    for (const [k, column] of columns.entries()) column[t] = row[members[k] as number] as number;
  return columns;
}

/** Columns of any number, which are standardised a block at a time. */
export interface ColumnBlocks {
  readonly observations: number;
  readonly strategies: number;
  /** Columns `from` .. `from` + `count` - 1. */
  block(from: number, count: number): StandardisedColumns | Promise<StandardisedColumns>;
}

/** Columns without mean and with unit length, so that their products are correlations. */
export interface StandardisedColumns {
  readonly observations: number;
  readonly strategies: number;
  /** Per column; a column whose present cells are all equal is constant and becomes zero. */
  readonly varying: Uint8Array;
  /** Writes column `i` to `out` from `at` on, T values; a missing cell is 0, as if it were the mean. */
  column(i: number, out: Float64Array, at: number): void;
}

/** Columns that are there as a whole, block by block. */
export function blocksOf(columns: StandardisedColumns): ColumnBlocks {
  const { observations, strategies, varying } = columns;
  return {
    observations,
    strategies,
    block: (from, count) => ({
      observations,
      strategies: count,
      varying: varying.subarray(from, from + count),
      column: (i, out, at) => columns.column(from + i, out, at),
    }),
  };
}

/** Means and lengths of all columns in two streamed passes; columns themselves are made when asked for. */
export const standardisedColumns = (matrix: PnlMatrix): StandardisedColumns =>
  atOnce(standardisedInSteps(matrix));

/** The same in pieces. */
export function* standardisedInSteps(matrix: PnlMatrix): Steps<StandardisedColumns> {
  const n = matrix.strategies;
  const { mean, min, max } = yield* columnMeans(matrix);
  const length = new Float64Array(n);
  for (const row of matrix.rows) {
    for (let i = 0; i < n; i += 1) {
      const value = row[i] as number;
      if (!Number.isNaN(value)) (length[i] as number) += (value - (mean[i] as number)) ** 2;
    }
    yield;
  }
  const varying = Uint8Array.from(length, (_, i) => ((min[i] as number) < (max[i] as number) ? 1 : 0));
  const factor = length.map((square, i) => (varying[i] && square > 0 ? 1 / Math.sqrt(square) : 0));
  return {
    observations: matrix.observations,
    strategies: n,
    varying,
    column(i, out, at) {
      for (let t = 0; t < matrix.observations; t += 1) {
        const value = (matrix.rows[t] as Float64Array)[i] as number;
        out[at + t] = Number.isNaN(value) ? 0 : (value - (mean[i] as number)) * (factor[i] as number);
      }
    },
  };
}

/** Chosen columns, standardised, as series of T values each: the product of two is their correlation. */
export function unitColumns(matrix: PnlMatrix, members: ArrayLike<number>): Float64Array[] {
  const columns = standardisedColumns(matrixOfSeries(columnsOf(matrix, members)));
  return Array.from({ length: columns.strategies }, (_, i) => {
    const series = new Float64Array(columns.observations);
    columns.column(i, series, 0);
    return series;
  });
}

function* columnMeans(matrix: PnlMatrix) {
  const n = matrix.strategies;
  const mean = new Float64Array(n);
  const count = new Uint32Array(n);
  const min = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  for (const row of matrix.rows) {
    for (let i = 0; i < n; i += 1) {
      const value = row[i] as number;
      if (Number.isNaN(value)) continue;
      (mean[i] as number) += value;
      (count[i] as number) += 1;
      if (value < (min[i] as number)) min[i] = value;
      if (value > (max[i] as number)) max[i] = value;
    }
    yield;
  }
  for (let i = 0; i < n; i += 1) (mean[i] as number) /= Math.max(1, count[i] as number);
  return { mean, min, max };
}
