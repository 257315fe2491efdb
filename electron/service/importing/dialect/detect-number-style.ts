import { detectDecimal } from "./detect-decimal.ts";
import type { Delimiter } from "./detect-delimiter.ts";
import type { SampleText } from "./sample-text.ts";
import { splitRecord } from "./split-record.ts";

export interface NumberStyle {
  readonly decimal: "." | ",";
  /** "" = none. */
  readonly thousands: string;
  /** Cells of the sample with a thousands separator that is not taken as one. */
  readonly groupedCells: number;
}

const separators = [",", ".", "'", " ", "\u00a0", "\u202f", "\u2019"];

/** A number of at least a thousand in groups of three. */
function grouped(separator: string, decimal: string): RegExp {
  const literal = (sign: string): string => (sign === "." ? "\\." : sign);
  return new RegExp(`^[+-]?[1-9]\\d{0,2}(${literal(separator)}\\d{3})+(${literal(decimal)}\\d+)?$`);
}

/**
 * Decimal sign and thousands separator of the numbers in a sample. A separator is taken only when every number of a
 * thousand or more has it: otherwise such a cell is a fault of the file, to be reported.
 */
export function detectNumberStyle(sample: SampleText, delimiter: Delimiter): NumberStyle {
  const cells = sample.records
    .flatMap((record) => splitRecord(record, delimiter).slice(1, -1))
    .map((cell) => cell.text.trim())
    .filter((text) => /^[+-]?[\d.,]/.test(text));
  const decimal = detectDecimal(cells, delimiter);
  const ungrouped = cells.some((text) => /^[+-]?\d{4,}/.test(text));
  const found = separators
    .filter((separator) => separator !== decimal)
    .map((separator) => {
      const pattern = grouped(separator, decimal);
      return { separator, count: cells.filter((text) => pattern.test(text)).length };
    })
    .filter(({ count }) => count > 0);
  const [only] = found;
  if (only && found.length === 1 && !ungrouped)
    return { decimal, thousands: only.separator, groupedCells: 0 };
  return { decimal, thousands: "", groupedCells: found.reduce((sum, { count }) => sum + count, 0) };
}
