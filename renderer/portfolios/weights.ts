import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";

type Composition = Pick<SavedPortfolio, "members" | "weights">;

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

/** With one member more, which weighs as much as the others do on average. */
export function withMember({ members, weights }: Composition, name: string): Composition {
  const n = members.length;
  return {
    members: [...members, name],
    weights: weights && [...weights.map((weight) => (weight * n) / (n + 1)), 1 / (n + 1)],
  };
}

/** Without one member; the others keep their proportions, or weigh the same when they weighed nothing. */
export function withoutMember({ members, weights }: Composition, name: string): Composition {
  const at = members.indexOf(name);
  const kept = weights?.toSpliced(at, 1);
  const sum = kept?.reduce((total, weight) => total + weight, 0) ?? 0;
  return {
    members: members.toSpliced(at, 1),
    weights: kept && sum > 0 ? kept.map((weight) => weight / sum) : null,
  };
}
