import type { CallContext } from "../../context.ts";
import { csvRejectReasons, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { type CsvFile, cellDialect } from "../source/open-csv.ts";

/** Rows looked at for every column; the few suspects are then looked at in more rows. */
const firstRows = 4;
const moreRows = 2000;

const isTruth = /^\s*(true|false)\s*$/i;
const textReason = csvRejectReasons.indexOf("text");

interface FoundTexts {
  /** Columns where no cell is a number and some cell is a text. */
  readonly text: ReadonlySet<number>;
  /** Columns of nothing but True and False: 1 and 0 to the replaced system. */
  readonly truth: ReadonlySet<number>;
}

/** Looks for columns that are no P&L although no name says so. A column of blank cells is taken for a strategy. */
export async function findTextColumns(
  file: CsvFile,
  columns: readonly number[],
  threads: number,
  call?: CallContext,
): Promise<FoundTexts> {
  const suspects = await look(file, columns, firstRows, threads, call);
  const found = await look(
    file,
    [...suspects.text, ...suspects.truth].sort((a, b) => a - b),
    moreRows,
    threads,
    call,
  );
  return found;
}

async function look(
  file: CsvFile,
  columns: readonly number[],
  mostRows: number,
  threads: number,
  call?: CallContext,
): Promise<FoundTexts> {
  const rowCount = Math.min(mostRows, file.opened.rowCount);
  const text = new Set<number>();
  const truth = new Set<number>();
  if (columns.length === 0) return { text, truth };
  const roles = new Uint8Array(file.header.length);
  for (const column of columns) roles[column] = csvRole.number;
  const out = new Float64Array(rowCount * columns.length);
  const { handle } = file.opened;
  const request = {
    handle,
    roles,
    firstRow: 0,
    rowCount,
    out,
    rejectLimit: out.length + rowCount,
    threads,
    dialect: cellDialect(file),
  };
  const read = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  const truths = new Map<number, number>();
  read.rejectColumn.forEach((column, index) => {
    if (read.rejectReason[index] !== textReason) return;
    text.add(column);
    if (isTruth.test(read.rejectText[index] ?? "")) truths.set(column, (truths.get(column) ?? 0) + 1);
  });
  if (text.size === 0) return { text, truth };
  const hasNumber = (place: number): boolean => {
    for (let at = place; at < out.length; at += columns.length) if (!Number.isNaN(out[at])) return true;
    return false;
  };
  columns.forEach((column, place) => {
    if (!text.has(column)) return;
    if (truths.get(column) === rowCount) truth.add(column);
    if (truth.has(column) || hasNumber(place)) text.delete(column);
  });
  return { text, truth };
}
