import type { Eigenpairs } from "../linear/eigen.ts";
import type { StandardisedColumns } from "./standardised-columns.ts";
import { strategyEmbedding } from "./strategy-embedding.ts";

/**
 * Correlation matrix with the noise flattened: eigenvalues over the random-matrix edge stay, all others become their
 * common mean, and the diagonal is brought back to 1. (Constant residual eigenvalue method; Lopez de Prado, Machine
 * Learning for Asset Managers, 2.5; after Laloux et al. 1999.) `signal` are the dual's eigenpairs over the edge.
 */
export function denoise(columns: StandardisedColumns, signal: Eigenpairs): Float64Array {
  const n = columns.strategies;
  const varying = columns.varying.reduce((sum, one) => sum + one, 0);
  const k = signal.values.length;
  const kept = signal.values.reduce((sum, value) => sum + value, 0);
  const noise = varying > k ? Math.max(0, (varying - kept) / (varying - k)) : 0;
  const { points } = strategyEmbedding(columns, signal);
  // R v = l v with v = Z'u / sqrt(l): the points are sqrt(l) v, so (l - noise) v v' = (1 - noise / l) y y'.
  const factor = signal.values.map((value) => 1 - noise / value);
  const raw = new Float64Array(n * n);
  for (let a = 0; a < n; a += 1) {
    for (let b = a; b < n; b += 1) {
      let sum = a === b && columns.varying[a] ? noise : 0;
      for (let j = 0; j < k; j += 1) {
        sum += (factor[j] as number) * (points[a * k + j] as number) * (points[b * k + j] as number);
      }
      raw[a * n + b] = sum;
      raw[b * n + a] = sum;
    }
  }
  return unitDiagonal(raw, n);
}

function unitDiagonal(matrix: Float64Array, n: number): Float64Array {
  const root = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i] as number));
  return matrix.map((value, at) => {
    const scale = (root[Math.floor(at / n)] as number) * (root[at % n] as number);
    return scale > 0 ? value / scale : 0;
  });
}
