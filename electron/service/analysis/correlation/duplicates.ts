import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { NativePairs } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";

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

/** Pairs listed at first; a second pass makes room for more. */
const firstCapacity = 1_000_000;
/** 16 bytes each: more pairs than this say that the threshold is too low to mean "nearly the same". */
const mostPairs = 40_000_000;

/** All pairs of positive correlation at or over the threshold. */
export async function pairsOver(
  session: EngineSession,
  threshold: number,
  call: CallContext,
): Promise<NativePairs> {
  const pass = (thresholdCapacity: number) =>
    session.correlationReduce({ bins: 0, topK: 0, threshold, thresholdCapacity, blockSize: 0 }, call);
  let reduced = await pass(firstCapacity);
  if (reduced.thresholdCount > mostPairs) {
    throw new Problem("bad-request", `${reduced.thresholdCount} pairs reach a correlation of ${threshold}.`, {
      remedy: "Raise the threshold: near duplicates lie at 0.95 and above.",
    });
  }
  if (reduced.thresholdCount > firstCapacity) reduced = await pass(reduced.thresholdCount);
  const { a, b, rho } = reduced.threshold;
  const positive = Array.from(rho.keys()).filter((p) => (rho[p] as number) > 0);
  return {
    a: Uint32Array.from(positive, (p) => a[p] as number),
    b: Uint32Array.from(positive, (p) => b[p] as number),
    rho: Float64Array.from(positive, (p) => rho[p] as number),
  };
}
