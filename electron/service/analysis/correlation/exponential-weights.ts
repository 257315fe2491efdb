/** Weights of T observations, newest last, halving every `halfLife`; their sum is 1. (RiskMetrics.) */
export function exponentialWeights(observations: number, halfLife: number): Float64Array {
  const weights = Float64Array.from(
    { length: observations },
    (_, t) => 0.5 ** ((observations - 1 - t) / halfLife),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}
