/** What the probabilistic Sharpe ratio needs of a series. */
export interface SharpeMoments {
  readonly observations: number;
  /** mean / standard deviation (n - 1), per observation; 0 for a constant series. */
  readonly sharpe: number;
  readonly skew: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Moments of a P&L series. Skew and kurtosis are the biased ones (divisor n). */
export function sharpeMoments(series: ArrayLike<number>): SharpeMoments {
  const values = Array.from(series);
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const power = (k: number) => values.reduce((sum, x) => sum + (x - mean) ** k, 0) / n;
  const variance = power(2);
  const largest = Math.max(...values.map(Math.abs));
  // A spread of rounding size is no spread.
  if (!(Math.sqrt(variance) > 1e-12 * largest) || n < 2) {
    return { observations: n, sharpe: 0, skew: 0, kurtosis: 3 };
  }
  return {
    observations: n,
    sharpe: mean / Math.sqrt((variance * n) / (n - 1)),
    skew: power(3) / variance ** 1.5,
    kurtosis: power(4) / variance ** 2,
  };
}
