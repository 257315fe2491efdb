import type { Observation } from "../../datasets/version/observations.ts";

/** What is odd about a confidence threshold, in sentences for people. */
export function thresholdWarnings(
  threshold: number | undefined,
  observations: readonly Observation[],
  kept: number,
): string[] {
  if (threshold === undefined) return [];
  const confidences = observations.flatMap((one) => one.confidence ?? []);
  if (confidences.length === 0) return ["The dataset has no regime confidence: a threshold keeps nothing."];
  if (threshold > 0 && threshold <= 1) {
    const meant = threshold * 100;
    return [
      `A threshold of ${threshold} percent keeps ${kept} of ${observations.length}: confidence is in percent. Is ${meant} meant?`,
    ];
  }
  const largest = Math.max(...confidences);
  if (kept === 0)
    return [`No observation reaches ${threshold} percent; the largest confidence is ${largest}.`];
  return kept === observations.length ? [`Every observation has at least ${threshold} percent.`] : [];
}
