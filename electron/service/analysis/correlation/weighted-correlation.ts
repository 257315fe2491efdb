/**
 * Correlation matrix (n x n, row-major) under observation weights: weighted means and weighted products. A constant
 * series has 0 with everything. A missing value counts as the mean. O(n^2 T).
 */
export function weightedCorrelation(series: readonly Float64Array[], weights: Float64Array): Float64Array {
  const scaled = series.map((one) => weightedUnit(one, weights));
  const n = series.length;
  const rho = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    const a = scaled[i] as Float64Array;
    for (let j = i; j < n; j += 1) {
      const b = scaled[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < a.length; t += 1) sum += (a[t] as number) * (b[t] as number);
      const value = Math.min(1, Math.max(-1, sum));
      rho[i * n + j] = value;
      rho[j * n + i] = value;
    }
  }
  return rho;
}

/** Deviations from the weighted mean times the root of the weight, of unit length. */
function weightedUnit(series: Float64Array, weights: Float64Array): Float64Array {
  let total = 0;
  let sum = 0;
  let first = Number.NaN;
  let varies = false;
  for (let t = 0; t < series.length; t += 1) {
    const value = series[t] as number;
    if (Number.isNaN(value) || weights[t] === 0) continue;
    if (Number.isNaN(first)) first = value;
    if (value !== first) varies = true;
    total += weights[t] as number;
    sum += (weights[t] as number) * value;
  }
  if (!varies) return new Float64Array(series.length);
  const mean = sum / total;
  const unit = series.map((value, t) =>
    Number.isNaN(value) ? 0 : (value - mean) * Math.sqrt(weights[t] as number),
  );
  const length = Math.sqrt(unit.reduce((a, value) => a + value * value, 0));
  return length > 0 ? unit.map((value) => value / length) : unit.fill(0);
}
