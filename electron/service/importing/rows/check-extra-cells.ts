import { Problem } from "../../../contract/problem.ts";
import { type CsvRows, csvRejectReasons } from "../../engine/addon/csv.ts";
import type { CsvFile } from "../source/csv-file.ts";

const extraCell = csvRejectReasons.indexOf("extra-cell");

/**
 * Looks for rows with more cells than the header has names: Problem "bad-input" for the first that holds anything.
 * Returns how many go on with blank cells only, which change nothing.
 */
export function checkExtraCells(file: CsvFile, read: CsvRows): number {
  let trailingBlanks = 0;
  read.rejectReason.forEach((reason, index) => {
    if (reason !== extraCell) return;
    const text = read.rejectText[index] ?? "";
    if (text.replaceAll(file.dialect.delimiter, "").trim() !== "") {
      throw extraCells(file, (read.rejectLine[index] ?? 1) - file.shift.lines, text);
    }
    trailingBlanks++;
  });
  return trailingBlanks;
}

function extraCells(file: CsvFile, line: number, text: string): Problem {
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  return new Problem(
    "bad-input",
    `${file.source.path}, line ${line}: the row has more cells than the header has names (${file.header.length}); ` +
      `the rest is "${shown}".`,
    {
      file: file.source.path,
      line,
      column: String(file.header.length + 1),
      remedy:
        "Put cells that contain the delimiter in quotes, or add the missing column names to the header.",
    },
  );
}
