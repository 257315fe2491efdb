import type { CorrelationWeighting } from "../../../contract/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { AnalysisView } from "../view/analysis-view.ts";

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

/** One weight per observation for the engine; undefined when all count alike. */
export function observationWeights(
  observations: readonly Observation[],
  weighting: CorrelationWeighting | undefined,
): Float64Array | undefined {
  switch (weighting?.kind) {
    case undefined:
      return undefined;
    case "recent":
      return exponentialWeights(observations.length, weighting.halfLife);
    case "confidence":
      return some(
        observations.map((one) => (one.confidence ?? 0) / 100),
        "No row has a regime confidence above 0.",
      );
    case "regime":
      return some(
        observations.map((one) => (one.marketRegime === weighting.regime ? 1 : 0)),
        `No row is of the regime "${weighting.regime}".`,
      );
  }
}

function some(weights: readonly number[], otherwise: string): Float64Array {
  if (!weights.some((weight) => weight > 0)) {
    throw new Problem("bad-request", otherwise, {
      remedy: "Choose other rows, or count them all alike.",
    });
  }
  return Float64Array.from(weights);
}

/** Weights of T observations, newest last, halving every `halfLife`; their sum is 1. (RiskMetrics.) */
export function exponentialWeights(observations: number, halfLife: number): Float64Array {
  const weights = Float64Array.from(
    { length: observations },
    (_, t) => 0.5 ** ((observations - 1 - t) / halfLife),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** Kish's effective sample size of weighted observations: (sum w)^2 / sum w^2. 0 when all weights are 0. */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < weights.length; t += 1) {
    sum += weights[t] as number;
    squares += (weights[t] as number) ** 2;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}
