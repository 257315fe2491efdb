import type { FileDialect } from "../../../contract/importing.ts";
import type { CsvDialect } from "../../engine/addon/csv.ts";
import { type Delimiter, detectDelimiter } from "./detect-delimiter.ts";
import { detectNumberStyle } from "./detect-number-style.ts";
import { decimals, delimiters, thousands } from "./dialect-words.ts";
import type { SampleText } from "./sample-text.ts";

export interface DetectedDialect extends CsvDialect {
  readonly delimiter: Delimiter;
  readonly decimal: "." | ",";
  /** Cells of the sample that look like numbers with a thousands separator but are not read as such. */
  readonly groupedCells: number;
}

/** How the cells of a file are written: what was said, and for "auto" what the sample shows. */
export function detectDialect(
  sample: SampleText,
  said: Pick<FileDialect, "delimiter" | "decimal" | "thousands">,
): DetectedDialect {
  const delimiter = said.delimiter === "auto" ? detectDelimiter(sample) : delimiters[said.delimiter];
  const style = detectNumberStyle(sample, delimiter);
  const decimal = said.decimal === "auto" ? style.decimal : decimals[said.decimal];
  const separator = said.thousands === "auto" ? style.thousands : thousands[said.thousands];
  return {
    delimiter,
    decimal,
    thousands: separator === decimal ? "" : separator,
    groupedCells: said.thousands === "auto" ? style.groupedCells : 0,
  };
}
