/** How widely means over resampled rows spread, beside the mean over all rows as they are. */

/**
 * Variance of the weighted sum of rows whose correlation is persistence^lag, in variances of a row; so many rows share a
 * weight.
 */
function weightedVariance(
  weights: ArrayLike<number>,
  persistence: number,
  rows: number,
  together: number,
): number {
  let [variance, before] = [0, 0];
  for (let k = 0; k < weights.length; k += 1) {
    const weight = weights[k] as number;
    for (let t = Math.min(together, rows - k * together); t > 0; t -= 1) {
      variance += weight * (weight + 2 * before);
      before = persistence * (before + weight);
    }
  }
  return variance;
}

export class RowSpread {
  readonly #rows: number;
  readonly #persistence: number;
  /** Variance of the sum of all rows, in variances of a row. */
  readonly #sumVariance: number;

  /** `persistence`: rows have the correlation persistence^lag. */
  constructor(rows: number, persistence: number) {
    this.#rows = rows;
    this.#persistence = persistence;
    this.#sumVariance = weightedVariance(new Float64Array(rows).fill(1), persistence, rows, 1);
  }

  /**
   * What brings mean / deviation of a resampled table to the spread that it has without drift in a table of rows as they are.
   * `weights` of the rows in the resampled sum, in time order, each of so many `together`: signs, or counts - 1 of a bootstrap
   * of `centred` rows. 0 where they are all 0.
   */
  scaleOf(weights: ArrayLike<number>, centred: boolean, together = 1): number {
    const n = this.#rows;
    const variance = weightedVariance(weights, this.#persistence, n, together);
    if (variance <= 0) return 0;
    // Expected sum of squares around the mean: of a sample, and of this resample.
    const around = n - this.#sumVariance / n;
    const resampledAround = Math.max((centred ? around : n) - variance / n, 1e-9);
    return Math.sqrt((this.#sumVariance / variance) * (resampledAround / around));
  }
}
