import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";

type Composition = Pick<SavedPortfolio, "members" | "weights">;

/** n weights of 1/n. */
export function equalWeights(n: number): number[] {
  return Array.from({ length: n }, () => 1 / n);
}

/**
 * What is wrong with a weight that was typed, in percent; null when it can be had beside those that are locked (`taken`, 0..1).
 */
export function weightFault(text: string, taken = 0): string | null {
  const percent = Number(text.trim().replace(/\s*%$/, "").replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(percent)) return "A weight is a number, in percent.";
  if (percent < 0) return "A weight is 0 % or more.";
  const room = 100 * (1 - taken);
  if (percent > room + 1e-9)
    return taken > 0
      ? `${room.toFixed(2)} % are left beside the locked weights.`
      : "A weight is 100 % at most.";
  return null;
}

/** Weights with one of them set to `weight` (0..1) and those that are not locked scaled so that all sum to 1 again. */
export function withWeight(
  weights: readonly number[],
  at: number,
  weight: number,
  isLocked: (index: number) => boolean = () => false,
): number[] {
  if (weights.length === 1) return [1];
  const isFixed = (index: number) => index !== at && isLocked(index);
  const sumOf = (keep: (index: number) => boolean) =>
    weights.reduce((sum, value, index) => (keep(index) ? sum + value : sum), 0);
  const room = Math.max(0, 1 - sumOf(isFixed));
  const isFree = (index: number) => index !== at && !isFixed(index);
  const free = weights.filter((_, index) => isFree(index)).length;
  // Where all others are locked, what they leave is all that it can weigh.
  const chosen = free === 0 ? room : Math.min(room, Math.max(0, weight));
  const rest = sumOf(isFree);
  return weights.map((value, index) => {
    if (index === at) return chosen;
    if (!isFree(index)) return value;
    return rest > 0 ? (value / rest) * (room - chosen) : (room - chosen) / free;
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
