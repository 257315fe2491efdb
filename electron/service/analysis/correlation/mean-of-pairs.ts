/** Mean of the n(n-1)/2 values above the diagonal; 0 for a single member. */
export function meanOfPairs(rho: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) sum += rho[i * n + j] as number;
  return n > 1 ? sum / ((n * (n - 1)) / 2) : 0;
}
