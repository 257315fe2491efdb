/** What a judged table says of members in any weights or sizes. */

/** Members of a portfolio, each by itself and pair by pair. */
export interface BelievedMembers {
  /** Recorded deviation, currency a row. [n] */
  readonly deviation: ArrayLike<number>;
  /** Believable Sharpe ratio a row, under the measured error. [n] */
  readonly theta: ArrayLike<number>;
  /** rho*, [n][n] row-major. */
  readonly correlation: Float64Array;
}

/** Means and volatilities of sum s_i x_i, currency a row. */
export interface BelievedSum {
  /** sum s_i sd_i theta_i */
  readonly mean: number;
  /** Root of sum s_i sd_i rho*_ij sd_j s_j. */
  readonly believed: number;
  /** As recorded. */
  readonly recorded: number;
  /** The larger of the two. */
  readonly deviation: number;
}

/** `series`: the recorded rows of the sum. */
export function believedSum(
  { deviation, theta, correlation }: BelievedMembers,
  sizes: ArrayLike<number>,
  series: ArrayLike<number>,
): BelievedSum {
  const n = sizes.length;
  let [mean, square] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const own = (sizes[i] as number) * (deviation[i] as number);
    mean += own * (theta[i] as number);
    for (let j = 0; j < n; j += 1) {
      square += own * (sizes[j] as number) * (deviation[j] as number) * (correlation[i * n + j] as number);
    }
  }
  const believed = Math.sqrt(Math.max(0, square));
  const recorded = deviationOf(series);
  return { mean, believed, recorded, deviation: Math.max(believed, recorded) };
}

/** M of the sum: mean over deviation; 0 where it does not vary. */
export const measuredSharpe = ({ mean, deviation }: BelievedSum): number =>
  deviation > 0 ? mean / deviation : 0;

/** Standard deviation with n - 1; 0 for a series whose spread is that of rounding. */
export function deviationOf(series: ArrayLike<number>): number {
  const n = series.length;
  if (n < 2) return 0;
  let [mean, largest, square] = [0, 0, 0];
  for (let t = 0; t < n; t += 1) {
    mean += (series[t] as number) / n;
    largest = Math.max(largest, Math.abs(series[t] as number));
  }
  for (let t = 0; t < n; t += 1) square += ((series[t] as number) - mean) ** 2;
  const deviation = Math.sqrt(square / (n - 1));
  return deviation > 1e-12 * largest ? deviation : 0;
}
