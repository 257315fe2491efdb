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
const escaped = (separator: string): string => (separator === "." ? "\\." : separator);

/** The last separator is `sign` and cannot close a group of three: "1,5", "0,125", "1.234,56". */
function hasDecimal(sign: string): RegExp {
  const end = escaped(sign);
  return new RegExp(`^[+-]?(0?${end}\\d+|[\\d.,' ]*${end}(\\d{1,2}|\\d{4,}))(e[+-]?\\d+)?$`, "i");
}

/** A number of at least a thousand in groups of three. */
function isGrouped(separator: string, decimal: string): RegExp {
  const fraction = `(${escaped(decimal)}\\d+)?`;
  return new RegExp(`^[+-]?[1-9]\\d{0,2}(${escaped(separator)}\\d{3})+${fraction}$`);
}

/** Counts of cells that can only have a point, or only a comma, as decimal sign. */
function detectDecimal(cells: readonly string[], delimiter: Delimiter): "." | "," {
  const [isPoint, isComma] = [hasDecimal("."), hasDecimal(",")];
  const decimal = detectDecimal(cells, delimiter);
  const ungrouped = cells.some((text) => /^[+-]?\d{4,}/.test(text));
  const found = separators
    .filter((separator) => separator !== decimal)
    .map((separator) => {
      const pattern = isGrouped(separator, decimal);
      return { separator, count: cells.filter((text) => pattern.test(text)).length };
    })
    .filter(({ count }) => count > 0);
  const [only] = found;
  if (only && found.length === 1 && !ungrouped) return { decimal, thousands: only.separator, groupedCells: 0 };
  return { decimal, thousands: "", groupedCells: found.reduce((sum, { count }) => sum + count, 0) };
}
