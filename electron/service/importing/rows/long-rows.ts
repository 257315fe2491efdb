import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { type CsvRows, csvRejectReasons } from "../../engine/addon/csv.ts";
import { alsoLines, counted } from "../counted.ts";
import type { CsvFile } from "../source/open-csv.ts";

/** A row with more cells than the header has names. */
export interface LongRow {
  /** Data row of the file, from 0. */
  readonly row: number;
  /** 1-based physical line of the user's file. */
  readonly line: number;
  /** Everything beyond the last column, as written. */
  readonly rest: string;
}

const extraCell = csvRejectReasons.indexOf("extra-cell");

/** The rows that hold anything beyond the last column, and how many go on with blank cells only, which change nothing. */
export function extraCells(file: CsvFile, read: CsvRows): { long: LongRow[]; blanks: number } {
  const extra = [...read.rejectReason.keys()].filter((index) => read.rejectReason[index] === extraCell);
  const rows = extra.map((index) => ({
    row: read.rejectRow[index] ?? 0,
    line: (read.rejectLine[index] ?? 1) - file.shift.lines,
    rest: read.rejectText[index] ?? "",
  }));
  const long = rows.filter(({ rest }) => rest.replaceAll(file.dialect.delimiter, "").trim() !== "");
  return { long, blanks: extra.length - long.length };
}

/** Throws Problem "bad-input" for the first of them: a cell with the delimiter in it may have moved all that follow. */
export function refuseLong(file: CsvFile, [first, ...others]: readonly LongRow[]): void {
  if (!first) return;
  const { line, rest } = first;
  const width = file.header.length;
  const shown = rest.length > 40 ? `${rest.slice(0, 40)}...` : rest;
  const also = alsoLines(others.map((one) => one.line));
  throw new Problem(
    "bad-input",
    `${file.source.path}, line ${line}: the row has more cells than the header has names (${width}); the rest is "${shown}"${also}.`,
    {
      file: file.source.path,
      line,
      column: String(width + 1),
      remedy:
        "Put cells that contain the delimiter in quotes, add the missing column names to the header, or leave such rows out or take their first cells (--long-rows drop or cut).",
      question: {
        cells: [first, ...others].slice(0, 3).map((one) => one.rest),
        answers: [
          { label: "Leave such rows out", say: { policies: { longRows: "drop" } } },
          { label: `Take their first ${width} cells`, say: { policies: { longRows: "cut" } } },
        ],
      },
    },
  );
}

/** What was done with them. */
export function longRowsFinding(long: readonly LongRow[], policy: ImportPolicies["longRows"]): Finding[] {
  if (long.length === 0) return [];
  const done = policy === "drop" ? "and were left out" : "beyond which nothing was taken";
  return [
    {
      kind: "long-rows",
      count: long.length,
      message: `${counted(long.length, "row", "have")} more cells than the header, ${done}`,
      examples: long.slice(0, 5).map(({ line, rest }) => `line ${line}: ${rest.slice(0, 40)}`),
    },
  ];
}
