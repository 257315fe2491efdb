/** A column name without regard to case and punctuation: "Regime_Confidence_%" and "regime confidence" are one. */
export function normalName(name: string): string {
  const lower = name.toLowerCase();
  // Nearly all names are plain ASCII, for which the small expression is several times faster.
  const words = /^[ -~]*$/.test(lower)
    ? lower.replace(/[^a-z0-9]+/g, "_")
    : lower.replace(/[^\p{L}\p{N}]+/gu, "_");
  return words.replace(/^_|_$/g, "");
}
