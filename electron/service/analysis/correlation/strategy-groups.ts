import type { Steps } from "../../turns.ts";
import type { StrategyEmbedding } from "./spectrum.ts";

/** More families than this make the hierarchical step slow. */
const mostFamilies = 2000;

/** k-means costs N x groups x factors a round. */
const mostMeans = 256;

const meanGroupSize = 32;

const rounds = 6;

const sampleSize = 20_000;

/** Strategies that are looked at before others are answered. */
const piece = 2048;

/**
 * First rough groups of strategies, as a group number per strategy: families where most names tell one, else k-means
 * on the embedding. Deterministic: centres start evenly along the first factor.
 */
export function* groupPoints(names: readonly string[], embedding: StrategyEmbedding): Steps<Uint32Array> {
  return (yield* byFamily(names)) ?? (yield* byMeans(embedding));
}

function* byFamily(names: readonly string[]): Steps<Uint32Array | null> {
  const numbers = new Map<string, number>();
  const groups = new Uint32Array(names.length);
  let without = 0;
  for (const [i, name] of names.entries()) {
    if (i % piece === piece - 1) yield;
    const family = strategyFamily(name) ?? "";
    if (family === "") without += 1;
    const number = numbers.get(family) ?? numbers.size;
    numbers.set(family, number);
    groups[i] = number;
  }
  const usable = without <= names.length / 20 && numbers.size > 1 && numbers.size <= mostFamilies;
  return usable && numbers.size <= names.length / 2 ? groups : null;
}

/**
 * Family of a strategy by its name: everything before the stop-loss part ("SENSEX 1000-1100 SL7%TP22%" ->
 * "SENSEX 1000-1100"). Strategies of one entry and exit window trade the same minutes. Null when the name says nothing.
 */
function strategyFamily(name: string): string | null {
  const match = /^(.*\b\d{3,4}-\d{3,4})\b.*$/.exec(name);
  return match?.[1] ?? null;
}

function* byMeans({ dimensions: k, points }: StrategyEmbedding): Steps<Uint32Array> {
  const n = points.length / k;
  const count = Math.max(1, Math.min(mostMeans, Math.ceil(n / meanGroupSize)));
  const along = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => (points[a * k] as number) - (points[b * k] as number),
  );
  const centres = new Float64Array(count * k);
  for (let c = 0; c < count; c += 1) {
    const at = along[Math.floor(((c + 0.5) * n) / count)] as number;
    centres.set(points.subarray(at * k, (at + 1) * k), c * k);
  }
  // Centres settle on an even sample; every strategy is placed once at the end.
  const stride = Math.max(1, Math.ceil(n / sampleSize));
  const sample = Array.from({ length: Math.ceil(n / stride) }, (_, s) => s * stride);
  for (let round = 0; round < rounds; round += 1) {
    const nearest: number[] = [];
    for (const i of sample) {
      if (i % piece === 0) yield;
      nearest.push(nearestCentre(points, i * k, centres, k));
    }
    recentre(points, sample, nearest, centres, k);
  }
  const groups = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) {
    if (i % piece === 0) yield;
    groups[i] = nearestCentre(points, i * k, centres, k);
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
function recentre(
  points: Float64Array,
  sample: readonly number[],
  nearest: readonly number[],
  centres: Float64Array,
  k: number,
): void {
  const sums = new Float64Array(centres.length);
  const sizes = new Uint32Array(centres.length / k);
  sample.forEach((i, s) => {
    const c = nearest[s] as number;
    (sizes[c] as number) += 1;
    for (let j = 0; j < k; j += 1) (sums[c * k + j] as number) += points[i * k + j] as number;
  });
  sizes.forEach((size, c) => {
    for (let j = 0; size > 0 && j < k; j += 1) centres[c * k + j] = (sums[c * k + j] as number) / size;
  });
}
