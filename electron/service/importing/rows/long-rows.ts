import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { type CsvRows, csvRejectReasons } from "../../engine/addon/csv.ts";
import { alsoLines, counted } from "../counted.ts";
import type { CsvFile } from "../source/open-csv.ts";
import type { Reject } from "./plan-rows.ts";

/** A row with more cells than the header has names. */
export interface LongRow {
  /** Data row of the file, from 0. */
  readonly row: number;
  /** 1-based physical line of the user's file. */
  readonly line: number;
  /** Everything beyond the last column, as written. */
  readonly rest: string;
}

/** What rows hold beyond the last column. */
export interface LongRows {
  readonly long: readonly LongRow[];
  /** Rows that go on with blank cells only, which change nothing. */
  readonly blanks: number;
}

export const noLongRows: LongRows = { long: [], blanks: 0 };

const extraCell = csvRejectReasons.indexOf("extra-cell");

/** What the rows that were read hold beyond the last column. */
export function extraCells(file: CsvFile, read: CsvRows): LongRows {
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

/** What a row has beyond the header stands in the list at the last column. */
export function longRowRejects(long: readonly LongRow[], { header, source }: CsvFile): Reject[] {
  const column = header.at(-1) ?? "";
  const own = { file: source.path, byte: null, column, strategy: null, reason: "extra-cell", value: null };
  return long.map(({ row, line, rest }) => ({ ...own, row, line, text: rest }));
}

/** What is said of rows that were read to make another table of them. */
export const beyondFindings = ({ long, blanks }: LongRows, policy: ImportPolicies["longRows"]): Finding[] => [
  ...longRowsFinding(long, policy),
  ...trailingBlanksFinding(blanks),
];

/** What was done with them. */
function longRowsFinding(long: readonly LongRow[], policy: ImportPolicies["longRows"]): Finding[] {
  if (long.length === 0) return [];
  const done =
    policy === "drop"
      ? `and ${long.length === 1 ? "was" : "were"} left out`
      : "beyond which nothing was taken";
  return [
    {
      kind: "long-rows",
      count: long.length,
      message: `${counted(long.length, "row", "have")} more cells than the header, ${done}`,
      examples: long.slice(0, 5).map(({ line, rest }) => `line ${line}: ${rest.slice(0, 40)}`),
    },
  ];
}

/** Rows that end with more delimiters than the header has names. */
export function trailingBlanksFinding(count: number): Finding[] {
  const message = `${counted(count, "row", "end")} with delimiters beyond the last column`;
  return count === 0 ? [] : [{ kind: "trailing-blanks", count, message, examples: [] }];
}
