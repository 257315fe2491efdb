/**
 * Mean signed Pearson correlation of the pairs in every window of `window` observations. With z the members of unit
 * length in the window and k' those that vary there: (|sum z|^2 - k') / (n (n-1)). A missing value counts as the mean.
 */
export function rollingMeanCorrelation(series: readonly Float64Array[], window: number): Float64Array {
  const length = Math.max(0, (series[0]?.length ?? 0) - window + 1);
  const n = series.length;
  const out = new Float64Array(length);
  if (n < 2) return out;
  const sum = new Float64Array(window);
  for (let from = 0; from < length; from += 1) {
    sum.fill(0);
    let varying = 0;
    for (const one of series) if (addUnit(one, from, sum)) varying += 1;
    const square = sum.reduce((total, value) => total + value * value, 0);
    out[from] = (square - varying) / (n * (n - 1));
  }
  return out;
}

/** Adds the window of a series, centred and of unit length; false when it is constant there. */
function addUnit(series: Float64Array, from: number, sum: Float64Array): boolean {
  const part = series.subarray(from, from + sum.length);
  const present = part.filter((value) => !Number.isNaN(value));
  if (present.every((value) => value === present[0])) return false;
  const mean = present.reduce((a, b) => a + b, 0) / present.length;
  const length = Math.sqrt(present.reduce((a, value) => a + (value - mean) ** 2, 0));
  for (let t = 0; t < part.length; t += 1) {
    const value = part[t] as number;
    if (!Number.isNaN(value)) (sum[t] as number) += (value - mean) / length;
  }
  return true;
}
