/** n weights of 1/n. */
export function equalWeights(n: number): number[] {
  return Array.from({ length: n }, () => 1 / n);
}

/** Weights with one of them set to `weight` (0..1) and the others scaled so that all sum to 1 again. */
export function withWeight(weights: readonly number[], at: number, weight: number): number[] {
  if (weights.length === 1) return [1];
  const chosen = Math.min(1, Math.max(0, weight));
  const rest = weights.reduce((sum, value, index) => (index === at ? sum : sum + value), 0);
  const spread = (1 - chosen) / (weights.length - 1);
  return weights.map((value, index) => {
    if (index === at) return chosen;
    return rest > 0 ? (value / rest) * (1 - chosen) : spread;
  });
}
