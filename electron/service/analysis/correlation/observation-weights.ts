import type { CorrelationWeighting } from "../../../contract/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/observation.ts";
import { exponentialWeights } from "./exponential-weights.ts";

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
        "No observation has a regime confidence above 0.",
      );
    case "regime":
      return some(
        observations.map((one) => (one.marketRegime === weighting.regime ? 1 : 0)),
        `No observation is of the regime "${weighting.regime}".`,
      );
  }
}

function some(weights: readonly number[], otherwise: string): Float64Array {
  if (!weights.some((weight) => weight > 0)) {
    throw new Problem("bad-request", otherwise, {
      remedy: "Choose other observations, or count them all alike.",
    });
  }
  return Float64Array.from(weights);
}
