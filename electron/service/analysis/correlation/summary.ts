/** The summary of all pairs: what is asked of the pass, and what is said of its figures. */
import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import type { correlationSummary } from "../../../contract/methods/correlation.ts";
import type { CorrelationReduced, CorrelationReduceRequest } from "../../engine/addon/figures.ts";
import type { Settings } from "../../settings/settings.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { namesOf } from "../view/members.ts";
import { correlationNoise } from "./noise.ts";
import { viewWeights } from "./weights.ts";

type Asked = RequestOf<typeof correlationSummary>;
export type SummaryPass = Omit<CorrelationReduceRequest, "weights" | "part">;

/** What the pass is asked for; what the request leaves out comes from the settings. */
export const summaryPass = (request: Asked, settings: Settings): SummaryPass => ({
  bins: request.bins ?? settings.get("correlation.histogram_bins"),
  topK: request.topPairs ?? settings.get("correlation.top_pairs"),
  threshold: request.threshold ?? settings.get("correlation.threshold"),
  thresholdCapacity: request.thresholdPairs ?? settings.get("correlation.threshold_pairs"),
  blockSize: 0,
});

/** The result of the method but for when it was computed. `reduced` is of all pairs of the view. */
export function summaryOf(
  view: AnalysisView,
  { weighting }: Pick<Asked, "weighting">,
  { threshold }: Pick<SummaryPass, "threshold">,
  reduced: Omit<CorrelationReduced, "blockMean" | "blockMin" | "blockMax" | "tiles">,
): Omit<ResultOf<typeof correlationSummary>, "kept"> {
  const n = view.matrix.strategies;
  const pairs = (n * (n - 1)) / 2;
  const { observations } = viewWeights(view, weighting);
  const noise = correlationNoise(pairs, observations);
  return {
    strategies: namesOf(view),
    pairs,
    observations,
    noiseBand: noise.band,
    noiseLargest: noise.largest,
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
}
