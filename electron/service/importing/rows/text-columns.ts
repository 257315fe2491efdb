import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { type CsvRows, csvRejectReasons, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { ColumnPlan, SingleRole } from "../columns/plan-columns.ts";
import { alsoLines, counted } from "../counted.ts";
import type { CsvFile } from "../source/open-csv.ts";

/** The columns that are no strategies, as text, one entry per data row in file order. */
export interface TextColumns {
  readonly texts: ReadonlyMap<SingleRole, readonly string[]>;
  /** 1-based physical lines of the user's file. */
  readonly lines: Float64Array;
  /** Rows with blank cells beyond the last column, as far as they were looked at. */
  readonly trailingBlanks: number;
}

/**
 * Reads them. What lies beyond them is looked at when the strategies are read; without strategies now, and then a row
 * with more cells than the header is Problem "bad-input".
 */
export async function readTextColumns(
  file: CsvFile,
  plan: ColumnPlan,
  threads: number,
  call?: CallContext,
): Promise<TextColumns> {
  const roles = new Uint8Array(file.header.length);
  const places = [...plan.single].sort(([, a], [, b]) => a - b);
  for (const [, column] of places) roles[column] = csvRole.text;
  const { handle, rowCount } = file.opened;
  const stopEarly = plan.strategies.length > 0;
  const read = await withControl(
    (control) =>
      loadAddon().csvReadRows(
        {
          handle,
          roles,
          firstRow: 0,
          rowCount,
          out: new Float64Array(0),
          // All that can be listed: a missing cell of each text column and one piece of extra text per row.
          rejectLimit: Math.min(0xffff_ffff, rowCount * (places.length + 1)),
          threads,
          stopEarly,
        },
        control,
      ),
    call,
    "Reading dates",
  );
  return {
    texts: new Map(places.map(([role], index) => [role, read.text[index] ?? []])),
    lines: read.line.map((line) => line - file.shift.lines),
    trailingBlanks: stopEarly ? 0 : checkExtraCells(file, read),
  };
}

const extraCell = csvRejectReasons.indexOf("extra-cell");

/**
 * Looks for rows with more cells than the header has names: Problem "bad-input" for the first that holds anything.
 * Returns how many go on with blank cells only, which change nothing.
 */
export function checkExtraCells(file: CsvFile, read: CsvRows): number {
  const extra = [...read.rejectReason.keys()].filter((index) => read.rejectReason[index] === extraCell);
  const textAt = (index: number): string => read.rejectText[index] ?? "";
  const full = extra.filter((index) => textAt(index).replaceAll(file.dialect.delimiter, "").trim() !== "");
  const [first, ...others] = full;
  const lineAt = (index: number): number => (read.rejectLine[index] ?? 1) - file.shift.lines;
  if (first !== undefined) throw extraCells(file, lineAt(first), textAt(first), others.map(lineAt));
  return extra.length;
}

function extraCells(file: CsvFile, line: number, text: string, others: readonly number[]): Problem {
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  return new Problem(
    "bad-input",
    `${file.source.path}, line ${line}: the row has more cells than the header has names (${file.header.length}); ` +
      `the rest is "${shown}"${alsoLines(others)}.`,
    {
      file: file.source.path,
      line,
      column: String(file.header.length + 1),
      remedy:
        "Put cells that contain the delimiter in quotes, or add the missing column names to the header.",
    },
  );
}

/** Rows that end with more delimiters than the header has names. */
export function trailingBlanksFinding(count: number): Finding[] {
  const message = `${counted(count, "row", "end")} with delimiters beyond the last column`;
  return count === 0 ? [] : [{ kind: "trailing-blanks", count, message, examples: [] }];
}
