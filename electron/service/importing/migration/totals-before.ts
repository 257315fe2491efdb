import type { CellSource } from "../cells/cell-source.ts";
import { splitRecord } from "../dialect/split-record.ts";
import { csvRecords } from "./csv-records.ts";
import { RunningTotals } from "./running-totals.ts";

/** Blanks and tabs around a number are no part of it; any other space (a no-break space) makes it a text. */
const plainNumber = /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[ \t]*$/;

/** A cell as the replaced system takes it: what is not a number is 0. */
function legacyNumber(text: string, isTruth: boolean): number {
  if (!plainNumber.test(text)) return isTruth && text.trim().toLowerCase() === "true" ? 1 : 0;
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}

/**
 * Totals of a file's strategies straight from its text, in the order of its rows: with a reader that shares nothing with
 * the one of the import.
 */
export async function totalsBefore({
  file,
  columns,
  targets,
  truthColumns,
}: CellSource): Promise<RunningTotals> {
  const totals = new RunningTotals(columns.length);
  const { decimal, delimiter, thousands } = file.dialect;
  const isPlain = decimal === "." && thousands === "";
  let row = -1;
  for await (const record of csvRecords(file.source.textPath)) {
    // The first record is the header; a file without one was given one.
    if (row++ < 0 || (targets[row - 1] ?? -1) < 0) continue;
    const cells = splitRecord(record, delimiter);
    totals.add((index) => {
      const column = columns[index] as number;
      const text = cells[column]?.text ?? "";
      const usual = isPlain
        ? text
        : text.replaceAll(thousands || decimal, thousands ? "" : ".").replace(decimal, ".");
      return legacyNumber(usual, truthColumns.has(column));
    });
  }
  return totals;
}
