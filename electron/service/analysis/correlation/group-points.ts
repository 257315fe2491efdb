import type { StrategyEmbedding } from "./strategy-embedding.ts";
import { strategyFamily } from "./strategy-family.ts";

/** Groups above this number make the hierarchical step slow; below two there is nothing to order. */
const mostGroups = 2000;
const meanGroupSize = 64;
const rounds = 12;

/**
 * First rough groups of strategies, as a group number per strategy: families where most names tell one, else k-means
 * on the embedding. Deterministic: centres start evenly along the first factor.
 */
export function groupPoints(names: readonly string[], embedding: StrategyEmbedding): Uint32Array {
  return byFamily(names) ?? byMeans(embedding);
}

function byFamily(names: readonly string[]): Uint32Array | null {
  const numbers = new Map<string, number>();
  const groups = new Uint32Array(names.length);
  let without = 0;
  names.forEach((name, i) => {
    const family = strategyFamily(name) ?? "";
    if (family === "") without += 1;
    const number = numbers.get(family) ?? numbers.size;
    numbers.set(family, number);
    groups[i] = number;
  });
  const usable = without <= names.length / 20 && numbers.size > 1 && numbers.size <= mostGroups;
  return usable && numbers.size <= names.length / 2 ? groups : null;
}

function byMeans({ dimensions: k, points }: StrategyEmbedding): Uint32Array {
  const n = points.length / k;
  const count = Math.max(1, Math.min(mostGroups, Math.ceil(n / meanGroupSize)));
  const along = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => (points[a * k] as number) - (points[b * k] as number),
  );
  const centres = new Float64Array(count * k);
  for (let c = 0; c < count; c += 1) {
    const at = along[Math.floor(((c + 0.5) * n) / count)] as number;
    centres.set(points.subarray(at * k, (at + 1) * k), c * k);
  }
  const groups = new Uint32Array(n);
  for (let round = 0; round < rounds; round += 1) {
    let moved = 0;
    for (let i = 0; i < n; i += 1) {
      const nearest = nearestCentre(points, i * k, centres, k);
      if (nearest !== groups[i]) moved += 1;
      groups[i] = nearest;
    }
    recentre(points, groups, centres, k);
    if (moved === 0) break;
  }
  return groups;
}

function nearestCentre(points: Float64Array, at: number, centres: Float64Array, k: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c * k < centres.length; c += 1) {
    let distance = 0;
    for (let j = 0; j < k; j += 1)
      distance += ((points[at + j] as number) - (centres[c * k + j] as number)) ** 2;
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

/** Moves each centre to the mean of its points; one without points stays. */
function recentre(points: Float64Array, groups: Uint32Array, centres: Float64Array, k: number): void {
  const sums = new Float64Array(centres.length);
  const sizes = new Uint32Array(centres.length / k);
  groups.forEach((c, i) => {
    (sizes[c] as number) += 1;
    for (let j = 0; j < k; j += 1) (sums[c * k + j] as number) += points[i * k + j] as number;
  });
  sizes.forEach((size, c) => {
    for (let j = 0; size > 0 && j < k; j += 1) centres[c * k + j] = (sums[c * k + j] as number) / size;
  });
}
