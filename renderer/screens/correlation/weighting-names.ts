import type { CorrelationWeighting } from "../../../electron/contract/correlation.ts";

/** Kinds of weighting that the map offers; a regime is chosen beside it, as part of the view. */
export type WeightingChoice = "alike" | Exclude<CorrelationWeighting["kind"], "regime">;

/** How much each observation counts, in words. */
export const weightingNames: Readonly<Record<WeightingChoice, string>> = {
  alike: "All days alike",
  confidence: "By regime confidence",
  recent: "Newest count most",
};
