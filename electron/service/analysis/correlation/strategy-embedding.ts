import type { Eigenpairs } from "../linear/eigen.ts";
import type { StandardisedColumns } from "./standardised-columns.ts";

/** Strategies as points whose products approximate their correlations: N x k, row-major. */
export interface StrategyEmbedding {
  readonly dimensions: number;
  readonly points: Float64Array;
}

/**
 * Places every strategy by the leading eigenvectors of the dual: y_i = U' z_i, so that y_i . y_j is the part of
 * rho_ij that the leading factors explain. O(N T k) time, O(N k) memory.
 */
export function strategyEmbedding(columns: StandardisedColumns, leading: Eigenpairs): StrategyEmbedding {
  const k = leading.values.length;
  const t = columns.observations;
  const points = new Float64Array(columns.strategies * k);
  const column = new Float64Array(t);
  for (let i = 0; i < columns.strategies; i += 1) {
    columns.column(i, column, 0);
    for (let j = 0; j < k; j += 1) {
      let sum = 0;
      for (let row = 0; row < t; row += 1)
        sum += (column[row] as number) * (leading.vectors[j * t + row] as number);
      points[i * k + j] = sum;
    }
  }
  return { dimensions: k, points };
}
