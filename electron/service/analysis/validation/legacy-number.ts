/** A number as Python prints it: "inf", "nan" and the empty cell of a CSV included. NaN for anything else. */
export function legacyNumber(text: string): number {
  const plain = text.trim().toLowerCase();
  if (plain === "inf" || plain === "infinity") return Number.POSITIVE_INFINITY;
  if (plain === "-inf" || plain === "-infinity") return Number.NEGATIVE_INFINITY;
  return plain === "" ? Number.NaN : Number(plain);
}
