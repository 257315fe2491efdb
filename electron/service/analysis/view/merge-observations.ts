import type { Observation } from "../../datasets/observation.ts";

/** The observation that stands for several of one date: what they agree on, null where they differ. */
export function mergeObservations(observations: readonly Observation[]): Observation {
  const [first, ...rest] = observations;
  if (!first) throw new Error("there is nothing to merge");
  const same = <Key extends keyof Observation>(key: Key) => rest.every((one) => one[key] === first[key]);
  return {
    ...first,
    zone: same("zone") ? first.zone : null,
    startTime: same("startTime") ? first.startTime : null,
    endTime: same("endTime") ? first.endTime : null,
    marketRegime: same("marketRegime") ? first.marketRegime : null,
    confidence: same("confidence") ? first.confidence : null,
    transitionThreshold: same("transitionThreshold") ? first.transitionThreshold : null,
    capital: same("capital") ? first.capital : null,
  };
}
