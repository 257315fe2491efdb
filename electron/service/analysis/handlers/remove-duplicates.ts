import type { correlationDuplicates } from "../../../contract/methods/correlation.ts";
import { hasThinTail } from "../../../contract/metric-basis.ts";
import { metricTable } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../call-context.ts";
import type { NativePairs } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { Handler } from "../../handler.ts";
import { keepBetter } from "../correlation/duplicates.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { withView } from "../view/with-view.ts";

/** Pairs listed at first; a second pass makes room for more. */
const firstCapacity = 1_000_000;
/** 16 bytes each: more pairs than this say that the threshold is too low to mean "nearly the same". */
const mostPairs = 40_000_000;

/** correlation.duplicates */
export const removeDuplicates: Handler<typeof correlationDuplicates> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const basis = metricBasis(request, context.settings, view);
    const { better } = metricTable[request.metric];
    if (better === "neither") {
      throw new Problem(
        "bad-request",
        `Neither more nor less of ${request.metric} makes a strategy better.`,
        {
          remedy: "Choose another metric to tell the better one by, such as ratio.",
        },
      );
    }
    if (hasThinTail(request.metric, basis.observations)) {
      const rows = basis.observations;
      throw new Problem(
        "bad-request",
        `The tail of ${request.metric} is less than one of ${rows} observations.`,
        {
          remedy: "Choose another metric for the better one: this tail says nothing of which is better.",
        },
      );
    }
    const values = await metricValues(session, [request.metric], nativeMetricConfig(basis), undefined, call);
    const figures = values[request.metric];
    const quality = better === "less" ? figures.map((value) => -value) : figures;
    const pairs = await pairsOver(session, request.threshold, call);
    return {
      strategies: [...view.strategies],
      ...keepBetter(quality, pairs),
      pairs: pairs.rho.length,
      cells: cellQualityOf(view),
    };
  });

/** All pairs of positive correlation at or over the threshold. */
async function pairsOver(session: EngineSession, threshold: number, call: CallContext): Promise<NativePairs> {
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
