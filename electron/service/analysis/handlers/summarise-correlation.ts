import type { correlationSummary } from "../../../contract/methods/correlation.ts";
import type { Handler } from "../../handler.ts";
import { viewWeights } from "../correlation/weights.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { withView } from "../view/with-view.ts";

/** correlation.summary */
export const summariseCorrelation: Handler<typeof correlationSummary> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const { settings } = context;
    const threshold = request.threshold ?? settings.get("correlation.threshold");
    const n = view.matrix.strategies;
    const pairs = (n * (n - 1)) / 2;
    const { weights, observations } = viewWeights(view, request.weighting);
    call.progress({ stage: "Correlating all pairs", detail: `${pairs.toLocaleString("en-US")} pairs` });
    const reduced = await session.correlationReduce(
      {
        bins: request.bins ?? settings.get("correlation.histogram_bins"),
        topK: request.topPairs ?? settings.get("correlation.top_pairs"),
        threshold,
        thresholdCapacity: request.thresholdPairs ?? settings.get("correlation.threshold_pairs"),
        blockSize: 0,
        weights,
      },
      call,
    );
    return {
      strategies: [...view.strategies],
      pairs,
      observations,
      meanRho: pairs > 0 ? reduced.sumRho / pairs : 0,
      meanAbsRho: pairs > 0 ? reduced.sumAbsRho / pairs : 0,
      histogram: reduced.histogram,
      strategyMeanRho: reduced.meanRho,
      strategyMeanAbsRho: reduced.meanAbsRho,
      strategyMaxAbsRho: reduced.maxAbsRho,
      top: reduced.top,
      threshold,
      thresholdCount: reduced.thresholdCount,
      thresholdPairs: reduced.threshold,
      cells: cellQualityOf(view),
    };
  });
