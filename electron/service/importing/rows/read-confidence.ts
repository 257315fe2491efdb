import type { FileDialect } from "../../../contract/importing.ts";
import { detectConfidenceScale } from "../detect-confidence-scale.ts";

/** Confidence in percent, whatever the scale of the column, and the scale that it was taken for. */
export function readConfidence(
  values: readonly (number | null)[],
  scale: FileDialect["confidenceScale"],
): { percent: (number | null)[]; scale: "percent" | "fraction" | null } {
  if (!values.some((value) => value !== null)) return { percent: [...values], scale: null };
  const taken = scale === "auto" ? detectConfidenceScale(values) : scale;
  // To 12 digits: 0.57 * 100 would be 56.99999999999999, below a limit of 57.
  const toPercent = (value: number): number => Number((value * 100).toPrecision(12));
  const percent = values.map((value) => (value === null || taken === "percent" ? value : toPercent(value)));
  return { percent, scale: taken };
}
