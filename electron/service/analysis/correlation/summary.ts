/** The summary of all pairs: what is asked of the pass, and what is said of its figures. */
import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import type { correlationSummary } from "../../../contract/methods/correlation.ts";
import type { CellQuality } from "../../../contract/metric-basis.ts";
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

type Figures = Omit<CorrelationReduced, "blockMean" | "blockMin" | "blockMax" | "tiles" | "anyMissing">;

/** What the summary is of: the strategies of a view, the observations that count. */
export interface SummaryBasis {
  readonly strategies: string[];
  readonly observations: number;
  readonly cells: CellQuality;
}

/** The result of the method but for when it was computed. `reduced` is of all pairs of the view. */
export const summaryOf = (
  view: AnalysisView,
  { weighting }: Pick<Asked, "weighting">,
  pass: Pick<SummaryPass, "threshold">,
  reduced: Figures,
) => {
  const { observations } = viewWeights(view, weighting);
  return summaryFrom({ strategies: namesOf(view), observations, cells: cellQualityOf(view) }, pass, reduced);
};

export function summaryFrom(
  { strategies, observations, cells }: SummaryBasis,
  { threshold }: Pick<SummaryPass, "threshold">,
  reduced: Figures,
): Omit<ResultOf<typeof correlationSummary>, "kept"> {
  const n = strategies.length;
  const pairs = (n * (n - 1)) / 2;
  const noise = correlationNoise(pairs, observations);
  return {
    strategies,
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
    cells,
  };
}
