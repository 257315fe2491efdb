/**
 * Parts of a pass over all pairs, and how they are joined: counts and whole numbers are added, maxima compared, lists merged by
 * a total order.
 */
import { z } from "zod";
import { arrays } from "../../../contract/arrays.ts";
import type { CallContext } from "../../context.ts";
import type { CorrelationReduced, NativePairs } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { SummaryPass } from "./summary.ts";

const pairList = z.object({ a: arrays.uint32, b: arrays.uint32, rho: arrays.float64 });

/** What some of the tiles come to. */
export const passPart = z.object({
  histogram: arrays.float64,
  /** One a strategy, see CorrelationPart. */
  signedUnits: z.instanceof(BigInt64Array),
  absUnits: z.instanceof(BigInt64Array),
  maxAbsRho: arrays.float64,
  top: pairList,
  threshold: pairList,
  thresholdCount: z.number(),
  /** Whether a cell is missing, of a table in pieces as far as was seen there; absent: not known. */
  anyMissing: z.boolean().optional(),
});
export type PassPart = z.infer<typeof passPart>;

type Session = Pick<EngineSession, "correlationReduce" | "strategies">;
type Pass = SummaryPass & { readonly weights: Float64Array | undefined };

/** Whole-number sums of the pairs of every strategy, before the first. */
export const noUnits = (strategies: number) => ({
  signedUnits: new BigInt64Array(strategies),
  absUnits: new BigInt64Array(strategies),
});

/** Tiles that the pass over a session has. */
export async function tilesOf(session: Session, call: CallContext): Promise<number> {
  const nothing = { bins: 0, topK: 0, threshold: 1, thresholdCapacity: 0, blockSize: 0 };
  const part = { first: Number.MAX_SAFE_INTEGER, count: 1, ...noUnits(session.strategies) };
  return (await session.correlationReduce({ ...nothing, part }, call)).tiles;
}

/**
 * The tiles `from` .. `to` - 1. `ofColumns`: where no cell is missing, the mean correlation of every strategy and the sum of
 * all, which need no tile.
 */
export async function passOfTiles(
  session: Session,
  pass: Pass,
  { from, to }: { readonly from: number; readonly to: number },
  call: CallContext,
): Promise<{
  readonly part: PassPart;
  readonly ofColumns: Pick<CorrelationReduced, "meanRho" | "sumRho">;
}> {
  const units = noUnits(session.strategies);
  const reduced = await session.correlationReduce(
    { ...pass, part: { first: from, count: to - from, ...units } },
    call,
  );
  const { histogram, maxAbsRho, top, threshold, thresholdCount, meanRho, sumRho } = reduced;
  return {
    part: { histogram, maxAbsRho, top, threshold, thresholdCount, ...units },
    ofColumns: { meanRho, sumRho },
  };
}

/** The figures of the whole pass out of its parts, in any order; each tile is in one of them. */
export async function joinPasses(
  session: Session,
  pass: Pass,
  parts: readonly PassPart[],
  call: CallContext,
): Promise<CorrelationReduced> {
  const units = noUnits(session.strategies);
  for (const part of parts) {
    addTo(units.signedUnits, part.signedUnits);
    addTo(units.absUnits, part.absUnits);
  }
  // No pair is looked at again: the sums become means, where figures of columns alone are wanted they are made here.
  const totals = await session.correlationReduce(
    {
      ...pass,
      bins: 0,
      topK: 0,
      thresholdCapacity: 0,
      part: { first: Number.MAX_SAFE_INTEGER, count: 1, ...units },
    },
    call,
  );
  return {
    ...totals,
    histogram: Float64Array.from({ length: pass.bins }, (_, bin) =>
      parts.reduce((sum, { histogram }) => sum + (histogram[bin] ?? 0), 0),
    ),
    maxAbsRho: totals.maxAbsRho.map((own, s) =>
      parts.reduce((most, { maxAbsRho }) => Math.max(most, maxAbsRho[s] ?? 0), own),
    ),
    top: joinLists(
      "top",
      parts.map((part) => part.top),
      pass.topK,
    ),
    threshold: joinLists(
      "threshold",
      parts.map((part) => part.threshold),
      pass.thresholdCapacity,
    ),
    thresholdCount: parts.reduce((sum, part) => sum + part.thresholdCount, 0),
  };
}

/** In halves of 32 bits, the lower one first: a sum of bigints is an object each, millions of 100,000 strategies. */
function addTo(sums: BigInt64Array, more: BigInt64Array): void {
  const halves = new Uint32Array(sums.buffer, sums.byteOffset, 2 * sums.length);
  const added = new Uint32Array(more.buffer, more.byteOffset, 2 * more.length);
  for (let low = 0; low < halves.length; low += 2) {
    const sum = (halves[low] as number) + (added[low] ?? 0);
    halves[low] = sum;
    halves[low + 1] = (halves[low + 1] as number) + (added[low + 1] ?? 0) + (sum > 0xffff_ffff ? 1 : 0);
  }
}

/** The first `most` of the pairs of lists that are each in the order "top", by rho, or "threshold", by their strategies. */
export const joinLists = (
  order: "top" | "threshold",
  lists: readonly NativePairs[],
  most: number,
): NativePairs => joinPairs(lists, order === "top" ? largerRho : earlierPair, most);

type Pair = readonly [a: number, b: number, rho: number];

/** The orders of the native lists. */
const earlierPair = (one: Pair, other: Pair) => one[0] - other[0] || one[1] - other[1];
const largerRho = (one: Pair, other: Pair) => other[2] - one[2] || earlierPair(one, other);

function joinPairs(
  lists: readonly NativePairs[],
  order: (one: Pair, other: Pair) => number,
  most: number,
): NativePairs {
  const pairs = lists.flatMap(({ a, b, rho }) =>
    Array.from(rho, (value, k): Pair => [a[k] as number, b[k] as number, value]),
  );
  const kept = pairs.sort(order).slice(0, most);
  return {
    a: Uint32Array.from(kept, ([a]) => a),
    b: Uint32Array.from(kept, ([, b]) => b),
    rho: Float64Array.from(kept, ([, , rho]) => rho),
  };
}
