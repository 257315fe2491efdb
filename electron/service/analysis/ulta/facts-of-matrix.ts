import type { PnlMatrix } from "../../pnl-matrix.ts";
import type { InversionFacts } from "./inversion-facts.ts";
import { pairwiseColumnSums } from "./pairwise-column-sums.ts";

/** The facts of a matrix that is on no engine, row by row as the cells lie in memory. O(N) memory. */
export function factsOfMatrix(matrix: PnlMatrix): InversionFacts {
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
  }
  return { sum: pairwiseColumnSums(matrix), smallest, largest, negativeRows };
}
