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
