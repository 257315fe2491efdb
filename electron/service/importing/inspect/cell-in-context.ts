import type { ResultOf } from "../../../contract/method.ts";
import type { fileCell } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { CsvFile } from "../source/open-csv.ts";

type Around = ResultOf<typeof fileCell>;

interface Wanted {
  /** 1-based physical line in the user's file. */
  readonly line: number;
  readonly column: string;
  readonly rows: number;
  readonly columns: number;
}

/** Rows that are looked through at once for the line. */
const step = 256;

/** The cell with its neighbours. Throws Problem "not-found" when the part that is open has no such line or column. */
export async function cellInContext(
  file: CsvFile,
  wanted: Wanted,
  threads: number,
  call?: CallContext,
): Promise<Around> {
  const { header, opened, shift } = file;
  const at = header.indexOf(wanted.column);
  if (at < 0) throw new Problem("not-found", `The file has no column ${wanted.column}.`);
  const from = Math.max(0, at - wanted.columns);
  const shown = [
    ...new Set([0, ...header.slice(from, at + wanted.columns + 1).map((_, index) => from + index)]),
  ];
  const roles = new Uint8Array(header.length);
  for (const column of shown) roles[column] = csvRole.text;
  const read = (firstRow: number, rowCount: number) => {
    const request = {
      handle: opened.handle,
      roles,
      firstRow,
      rowCount,
      out: new Float64Array(0),
      rejectLimit: 0,
      threads,
    };
    return withControl((control) => loadAddon().csvReadRows(request, control), call);
  };
  const row = await findRow(read, opened.rowCount, wanted.line + shift.lines);
  const first = Math.max(0, row - wanted.rows);
  const { text, line } = await read(first, Math.min(opened.rowCount, row + wanted.rows + 1) - first);
  return {
    columns: shown.map((column) => header[column] ?? ""),
    rows: Array.from(line, (physical, index) => ({
      line: physical - shift.lines,
      cells: text.map((column) => column[index] ?? ""),
    })),
    row: row - first,
    column: shown.indexOf(at),
  };
}

/**
 * The row that the line is in. A row's line is at least its number + 2 (the header is before it), more after blank lines and
 * line ends in quotes, so it is looked for from there upwards.
 */
async function findRow(
  read: (firstRow: number, rowCount: number) => Promise<{ readonly line: Float64Array }>,
  rowCount: number,
  line: number,
): Promise<number> {
  let end = Math.min(rowCount, line);
  while (end > 0) {
    const start = Math.max(0, end - step);
    const found = (await read(start, end - start)).line.findLastIndex((begin) => begin <= line);
    if (found >= 0) return start + found;
    end = start;
  }
  throw new Problem("not-found", `Line ${line} is not in the part of the file that was looked at.`);
}
