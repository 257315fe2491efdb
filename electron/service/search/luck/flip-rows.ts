import type { PnlMatrix } from "../../pnl-matrix.ts";
import { CounterRandom } from "../../sampling/counter-random.ts";

const use = 1001;

/**
 * The table with a random sign per observation (Rademacher): columns keep their dispersion and their dependence on one
 * another, and lose every drift. Rows that keep their sign are shared. With a correlation source of several rows per
 * observation each block follows its observation. Signs depend on the seed and the row alone.
 */
export function flipRows(matrix: PnlMatrix, seed: number, rowsPerObservation = 1): PnlMatrix {
  const random = new CounterRandom(seed);
  const rows = matrix.rows.map((row, t) =>
    random.integer(use, Math.floor(t / rowsPerObservation), 0, 2) === 1 ? row.map((value) => -value) : row,
  );
  return { ...matrix, rows };
}
