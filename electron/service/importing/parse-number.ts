import type { CsvDialect } from "../engine/addon/csv.ts";

/** A number of a text column (confidence, threshold, capital); null when it is none. NaN never comes out. */
export function parseNumber(text: string, { decimal, thousands }: CsvDialect): number | null {
  const plain = (thousands ? text.replaceAll(thousands, "") : text)
    .trim()
    .replace(/%$/, "")
    .replace(decimal, ".");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
