import { solvePositive } from "../linear/solve-positive.ts";

export interface ShrunkCovariance {
  /** n x n, row-major, variances divided by T - 1. */
  readonly covariance: Float64Array;
  readonly shrinkage: number;
}

/**
 * Covariance of returns whose correlations are shrunk towards 0 by Ledoit and Wolf: invertible also with more members
 * than observations. A constant member keeps variance 0.
 */
export function shrunkCovariance(returns: readonly Float64Array[], shrinkage: number): ShrunkCovariance {
  const n = returns.length;
  const length = returns[0]?.length ?? 0;
  const centred = returns.map((one) => {
    const mean = one.reduce((a, b) => a + b, 0) / length;
    return one.map((value) => value - mean);
  });
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      const a = centred[i] as Float64Array;
      const b = centred[j] as Float64Array;
      const sum = a.reduce((total, value, t) => total + value * (b[t] as number), 0);
      const value = (sum / Math.max(1, length - 1)) * (i === j ? 1 : 1 - shrinkage);
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return { covariance, shrinkage };
}

/**
 * Multi-strategy Kelly f = C^-1 mu. Members without variance take no part and get NaN: any size would do.
 */
export function jointKelly(covariance: Float64Array, means: Float64Array): Float64Array {
  const n = means.length;
  const active = Array.from({ length: n }, (_, i) => i).filter((i) => (covariance[i * n + i] as number) > 0);
  const reduced = Float64Array.from(
    active.flatMap((i) => active.map((j) => covariance[i * n + j] as number)),
  );
  const right = Float64Array.from(active, (i) => means[i] as number);
  const solved = solvePositive(reduced, active.length, right);
  const out = new Float64Array(n).fill(Number.NaN);
  active.forEach((i, k) => {
    out[i] = solved?.[k] ?? Number.NaN;
  });
  return out;
}

/** Share of the variance of each position: s_i (C s)_i / s'C s. NaN where the variance is 0. */
export function varianceShares(covariance: Float64Array, sizes: Float64Array): Float64Array {
  const n = sizes.length;
  const marginal = sizes.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += (covariance[i * n + j] as number) * (sizes[j] as number);
    return sum;
  });
  const variance = sizes.reduce((sum, size, i) => sum + size * (marginal[i] as number), 0);
  return sizes.map((size, i) => (variance > 0 ? (size * (marginal[i] as number)) / variance : Number.NaN));
}

/** Scales fractions so that their sum keeps the leverage limit. */
export function limitLeverage(fractions: Float64Array, leverage: number): Float64Array {
  const total = fractions.reduce((a, b) => a + b, 0);
  return total > leverage ? fractions.map((value) => (value * leverage) / total) : fractions;
}
