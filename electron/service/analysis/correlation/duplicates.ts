import type { RequestOf } from "../../../contract/method.ts";
import type { correlationDuplicates } from "../../../contract/methods/correlation.ts";
import { type CellQuality, hasThinTail } from "../../../contract/metric-basis.ts";
import type { MetricName } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { NativePairs } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricsByPanels } from "../metrics/panels.ts";
import { metricValues } from "../metrics/values.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { namesOf } from "../view/members.ts";
import { memoryOf, panelsOf, piecesOf } from "../view/table-memory.ts";
import { onPairs } from "../view/with-view.ts";
import { pairsByPieces } from "./piece-passes.ts";
import { strip } from "./pieces.ts";
import { withPieces } from "./whole-columns.ts";

export interface KeptStrategies {
  readonly kept: Uint32Array;
  readonly removed: Uint32Array;
  /** For each removed strategy the kept one it resembles most, and their correlation. */
  readonly resembles: Uint32Array;
  readonly rho: Float64Array;
}

/**
 * Greedy removal of near duplicates: from the best strategy down, each is kept unless a kept one resembles it. `pairs`
 * are those at or over the threshold, in any order; `quality` is higher for better, NaN last; ties go to the lower index.
 */
export function keepBetter(quality: Float64Array, pairs: NativePairs): KeptStrategies {
  const links = linksOf(quality.length, pairs);
  const rank = (i: number) => (Number.isNaN(quality[i]) ? Number.NEGATIVE_INFINITY : (quality[i] as number));
  const order = Array.from(quality.keys()).sort((a, b) => rank(b) - rank(a) || a - b);
  const isKept = new Uint8Array(quality.length);
  const like = new Map<number, { readonly other: number; readonly rho: number }>();
  for (const i of order) {
    const nearest = links.nearest(i, (other) => isKept[other] === 1);
    if (nearest) like.set(i, nearest);
    else isKept[i] = 1;
  }
  const removed = Uint32Array.from(like.keys()).sort();
  return {
    kept: Uint32Array.from(Array.from(quality.keys()).filter((i) => isKept[i])),
    removed,
    resembles: Uint32Array.from(removed, (i) => like.get(i)?.other ?? i),
    rho: Float64Array.from(removed, (i) => like.get(i)?.rho ?? Number.NaN),
  };
}

/** The pairs of each strategy: those of strategy i lie at first[i] .. first[i + 1] - 1. 24 bytes a pair. */
function linksOf(count: number, { a, b, rho }: NativePairs) {
  const first = new Uint32Array(count + 1);
  const sides = [
    [a, b],
    [b, a],
  ] as const;
  for (const [own] of sides) for (const i of own) (first[i + 1] as number) += 1;
  for (let i = 0; i < count; i += 1) (first[i + 1] as number) += first[i] as number;
  const next = first.slice();
  const others = new Uint32Array(2 * rho.length);
  const values = new Float64Array(2 * rho.length);
  for (const [own, partner] of sides)
    own.forEach((i, p) => {
      const at = next[i] as number;
      next[i] = at + 1;
      others[at] = partner[p] as number;
      values[at] = rho[p] as number;
    });
  return {
    /** Among those that `counts`, the one of largest rho; ties go to the lower index. */
    nearest(i: number, counts: (other: number) => boolean) {
      let best: { readonly other: number; readonly rho: number } | undefined;
      for (let at = first[i] as number; at < (first[i + 1] as number); at += 1) {
        const [other, value] = [others[at] as number, values[at] as number];
        if (!counts(other)) continue;
        if (!best || value > best.rho || (value === best.rho && other < best.other))
          best = { other, rho: value };
      }
      return best;
    },
  };
}

/** Pairs listed at first; a second pass makes room for more. */
const firstCapacity = 1_000_000;
/**
 * 16 bytes each, and 24 where they are looked up: more pairs than this say that the threshold is too low to mean "nearly the
 * same".
 */
const mostPairs = 40_000_000;
const pairBytes = 40;

/** Throws Problem "bad-request" for more pairs than there may be, or than these bytes of memory hold. */
export function checkPairs(pairs: number, threshold: number, bytes = Number.POSITIVE_INFINITY): void {
  if (pairs <= mostPairs && (pairs <= firstCapacity || pairs * pairBytes <= bytes)) return;
  throw new Problem("bad-request", `${pairs} pairs reach a correlation of ${threshold}.`, {
    remedy: "Raise the threshold: near duplicates lie at 0.95 and above.",
  });
}

/** All pairs of positive correlation at or over the threshold. */
export async function pairsOver(
  session: EngineSession,
  threshold: number,
  call: CallContext,
): Promise<NativePairs> {
  const pass = (thresholdCapacity: number) =>
    session.correlationReduce({ bins: 0, topK: 0, threshold, thresholdCapacity, blockSize: 0 }, call);
  let reduced = await pass(firstCapacity);
  checkPairs(reduced.thresholdCount, threshold);
  if (reduced.thresholdCount > firstCapacity) reduced = await pass(reduced.thresholdCount);
  return positivePairs([reduced.threshold]);
}

/** Those of the lists whose correlation is over 0, one behind the other. */
export function positivePairs(lists: readonly NativePairs[]): NativePairs {
  let count = 0;
  for (const { rho } of lists) for (const value of rho) if (value > 0) count += 1;
  const pairs = { a: new Uint32Array(count), b: new Uint32Array(count), rho: new Float64Array(count) };
  let at = 0;
  for (const { a, b, rho } of lists)
    for (const [p, value] of rho.entries()) {
      if (!(value > 0)) continue;
      pairs.a[at] = a[p] as number;
      pairs.b[at] = b[p] as number;
      pairs.rho[at] = value;
      at += 1;
    }
  return pairs;
}

/** What near duplicates are told by. */
export interface LikeStrategies {
  readonly strategies: string[];
  /** The metric of each strategy. */
  readonly figures: Float64Array;
  readonly pairs: NativePairs;
  readonly cells: CellQuality;
}

type Asked = RequestOf<typeof correlationDuplicates> & { readonly version: number };

/**
 * The figures of all strategies, and the pairs at or over the threshold: of the whole, or part by part where it does not fit in
 * memory.
 */
export async function likeStrategies(
  request: Asked,
  context: ServiceContext,
  call: CallContext,
): Promise<LikeStrategies> {
  const { metric, threshold } = request;
  const panels = await panelsOf(request, context);
  const sizes = await piecesOf(request, strip, context);
  if (!panels || !sizes)
    return onPairs(request, context, call, async ({ view, session }) => {
      const basis = metricBasis(request, context.settings, view);
      checkTail(metric, basis.observations);
      const values = await metricValues(session, [metric], nativeMetricConfig(basis), undefined, call);
      const pairs = await pairsOver(session, threshold, call);
      return { strategies: namesOf(view), figures: values[metric], pairs, cells: cellQualityOf(view) };
    });
  const { metric: _, threshold: __, ...view } = request;
  const { strategies, values, basis } = await metricsByPanels(
    { ...view, metrics: [metric] },
    panels,
    context,
    call,
  );
  checkTail(metric, basis.observations);
  const bytes = memoryOf(context.settings) / 4;
  const lists = await withPieces(request, sizes, context, call, (table) =>
    pairsByPieces(table, threshold, (count) => checkPairs(count, threshold, bytes), sizes, context, call),
  );
  const { missingCells, imputedCells } = basis;
  return {
    strategies,
    figures: values[0] ?? new Float64Array(),
    pairs: positivePairs(lists),
    cells: { missingCells, imputedCells },
  };
}

function checkTail(metric: MetricName, rows: number): void {
  if (!hasThinTail(metric, rows)) return;
  throw new Problem("bad-request", `The tail of ${metric} is less than one of ${rows} rows.`, {
    remedy: "Choose another metric for the better one: this tail says nothing of which is better.",
  });
}
