import type { NativePairs } from "../../engine/addon/figures.ts";

export interface KeptStrategies {
  readonly kept: Uint32Array;
  readonly removed: Uint32Array;
  /** For each removed strategy the kept one it resembles most, and their correlation. */
  readonly resembles: Uint32Array;
  readonly rho: Float64Array;
}

/**
 * Greedy removal of near duplicates: from the best strategy down, each is kept unless a kept one resembles it. `pairs`
 * are those at or over the threshold; `quality` is higher for better, NaN last; ties go to the lower index.
 */
export function keepBetter(quality: Float64Array, pairs: NativePairs): KeptStrategies {
  const links = linksOf(quality.length, pairs);
  const rank = (i: number) => (Number.isNaN(quality[i]) ? Number.NEGATIVE_INFINITY : (quality[i] as number));
  const order = Array.from(quality.keys()).sort((a, b) => rank(b) - rank(a) || a - b);
  const isKept = new Uint8Array(quality.length);
  const like = new Map<number, { readonly other: number; readonly rho: number }>();
  for (const i of order) {
    const kept = (links[i] ?? []).filter(({ other }) => isKept[other]);
    if (kept.length === 0) isKept[i] = 1;
    else
      like.set(
        i,
        kept.reduce((a, b) => (b.rho > a.rho || (b.rho === a.rho && b.other < a.other) ? b : a)),
      );
  }
  const removed = Uint32Array.from(like.keys()).sort();
  return {
    kept: Uint32Array.from(Array.from(quality.keys()).filter((i) => isKept[i])),
    removed,
    resembles: Uint32Array.from(removed, (i) => like.get(i)?.other ?? i),
    rho: Float64Array.from(removed, (i) => like.get(i)?.rho ?? Number.NaN),
  };
}

function linksOf(count: number, pairs: NativePairs) {
  const links: { other: number; rho: number }[][] = Array.from({ length: count }, () => []);
  for (let p = 0; p < pairs.rho.length; p += 1) {
    const a = pairs.a[p] as number;
    const b = pairs.b[p] as number;
    const rho = pairs.rho[p] as number;
    links[a]?.push({ other: b, rho });
    links[b]?.push({ other: a, rho });
  }
  return links;
}
