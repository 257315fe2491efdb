import type { Observation } from "../../datasets/observation.ts";

/** Mean regime confidence as a fraction; 1 where the data have none. */
export function meanConfidence(observations: readonly Observation[]): number {
  const known = observations.flatMap((one) => one.confidence ?? []);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length / 100 : 1;
}
