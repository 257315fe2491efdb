/**
 * Scale of a confidence column, decided from all its values: percent as soon as one is over 1. A column within 0..1
 * is a fraction; only a percent column with nothing over 1 % would be taken wrongly, so the answer is reported.
 */
export function detectConfidenceScale(values: readonly (number | null)[]): "percent" | "fraction" {
  return values.some((value) => value !== null && value > 1) ? "percent" : "fraction";
}
