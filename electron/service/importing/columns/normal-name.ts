/** A column name without regard to case and punctuation: "Regime_Confidence_%" and "regime confidence" are one. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
