import type { CorrelationWeighting } from "../../../contract/correlation.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { effectiveSize } from "./effective-size.ts";
import { observationWeights } from "./observation-weights.ts";

export interface ViewWeights {
  /** One per row that correlations are taken from; undefined: all alike. */
  readonly weights: Float64Array | undefined;
  /** Observations that weighted figures rest on. */
  readonly observations: number;
}

/** The weights of the rows that a view's correlations are taken from. */
export function viewWeights(view: AnalysisView, weighting: CorrelationWeighting | undefined): ViewWeights {
  const weights = observationWeights(view.correlationObservations ?? view.observations, weighting);
  const rows = (view.correlationSource ?? view.matrix).observations;
  return { weights, observations: weights ? effectiveSize(weights) : rows };
}
