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
