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
  const n = series.length;
  let sum = 0;
  let largest = 0;
  for (let t = 0; t < n; t += 1) {
    const x = series[t] as number;
    sum += x;
    largest = Math.max(largest, Math.abs(x));
  }
  const mean = sum / n;
  let [second, third, fourth] = [0, 0, 0];
  for (let t = 0; t < n; t += 1) {
    const distance = (series[t] as number) - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  const variance = second / n;
  // A spread of rounding size is no spread.
  if (!(Math.sqrt(variance) > 1e-12 * largest) || n < 2) {
    return { observations: n, sharpe: 0, skew: 0, kurtosis: 3 };
  }
  return {
    observations: n,
    sharpe: mean / Math.sqrt((variance * n) / (n - 1)),
    skew: third / n / variance ** 1.5,
    kurtosis: fourth / n / variance ** 2,
  };
}
