import type { ImportPolicies } from "../../../contract/importing.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { type CsvRows, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { NumberSample } from "../numbers/read-style.ts";
import { extraCells, type LongRow, type LongRows, refuseLong } from "../rows/long-rows.ts";
import { type CsvFile, cellDialect } from "../source/open-csv.ts";

/** Some rows of a file: chosen columns as texts and as numbers. */
export interface ColumnChunk {
  readonly firstRow: number;
  readonly count: number;
  /** By place among the text columns asked for: a text per row, or each once where they are coded. */
  readonly texts: readonly (readonly string[])[];
  /** Of coded texts, of every row the place of its text. */
  readonly codes: readonly Uint32Array[];
  /** [row][number column], in the order asked for; NaN where a cell is no number. */
  readonly numbers: Float64Array;
  readonly read: CsvRows;
  /** 1-based physical line of the user's file of a row of the chunk. */
  readonly line: (row: number) => number;
  /** Whether a row of the chunk is left out, having more cells than the header. */
  readonly isLeftOut: (row: number) => boolean;
}

/** Columns by their places. */
interface WantedColumns {
  readonly texts: readonly number[];
  readonly numbers: readonly number[];
}

/** So many rows are worked on at a time, when their columns are few. */
const chunkRows = 1 << 16;

const noCodes = new Uint32Array();

/** The most cells of a chunk. */
const chunkCells = 1 << 20;

const rowsAtATime = (columns: number): number =>
  Math.max(1, Math.min(chunkRows, Math.floor(chunkCells / Math.max(1, columns))));

/**
 * Reads columns of a file, in pieces, while `work` is busy with the piece before. Columns may be asked for as text and
 * as number at once, but then are numbers only. Throws Problem.
 */
export async function readColumns(
  file: CsvFile,
  { texts, numbers }: WantedColumns,
  { threads, policies }: Pick<ImportSettings, "threads" | "policies">,
  work: (chunk: ColumnChunk) => void | Promise<void>,
  call?: CallContext,
  stage = "Reading rows",
  {
    rows = file.opened.rowCount,
    sample,
    coded = false,
    looksBeyond = true,
  }: {
    readonly rows?: number;
    readonly sample?: NumberSample;
    readonly coded?: boolean;
    /** Whether rows with more cells than the header are looked for, and treated as their policy says. */
    readonly looksBeyond?: boolean;
  } = {},
): Promise<LongRows> {
  const beyond = new Beyond(file, looksBeyond ? policies.longRows : null);
  const { roles, textOrder, numberOrder, isInOrder } = orderOf({ texts, numbers }, file.header.length);
  const size = rowsAtATime(numbers.length + texts.length);
  const start = (firstRow: number) => {
    const rowCount = Math.min(size, rows - firstRow);
    const out = new Float64Array(rowCount * numberOrder.length);
    const rejectLimit = rowCount * (numberOrder.length + textOrder.length + 1);
    const request = {
      handle: file.opened.handle,
      roles,
      firstRow,
      rowCount,
      out,
      rejectLimit,
      threads,
      stopEarly: !looksBeyond,
      coded,
      dialect: cellDialect(file),
    };
    const reading = withControl((control) => loadAddon().csvReadRows(request, control), call);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    reading.catch(() => undefined);
    return { firstRow, count: rowCount, out, reading };
  };
  let next = rows > 0 ? start(0) : undefined;
  try {
    while (next) {
      stopIfCancelled(call);
      const { firstRow, count, out, reading } = next;
      const read = await reading;
      sample?.add(count * numberOrder.length, read);
      const after: number = firstRow + count;
      next = after < rows ? start(after) : undefined;
      call?.progress({ stage, fraction: firstRow / rows });
      const leftOut = beyond.leftOut(read, firstRow);
      const ordered = isInOrder ? out : reorder(out, numberOrder, numbers, count);
      const columns = texts.map((column) => read.text[textOrder.indexOf(column)] ?? []);
      const codes = texts.map((column) => read.codes?.[textOrder.indexOf(column)] ?? noCodes);
      const { line } = read;
      const { lines } = file.shift;
      const own = { firstRow, count, texts: columns, codes, numbers: ordered, read };
      await work({ ...own, line: (row) => (line[row] ?? 1) - lines, isLeftOut: (row) => leftOut.has(row) });
    }
    return beyond;
  } finally {
    // Native code may still read the file: it must have ended before the file is closed.
    await next?.reading.catch(() => undefined);
  }
}

/** What each column of a file is read as, and the order in which the reader gives them. */
function orderOf({ texts, numbers }: WantedColumns, columns: number) {
  const roles = new Uint8Array(columns);
  for (const column of texts) roles[column] = csvRole.text;
  for (const column of numbers) roles[column] = csvRole.number;
  const textOrder = [...new Set(texts)].filter((one) => !numbers.includes(one)).sort((a, b) => a - b);
  const numberOrder = [...new Set(numbers)].sort((a, b) => a - b);
  const isInOrder =
    numberOrder.length === numbers.length && numbers.every((one, index) => numberOrder[index] === one);
  return { roles, textOrder, numberOrder, isInOrder };
}

/** The rows of a file with more cells than the header, as they come; null = nobody looks for them. */
class Beyond implements LongRows {
  readonly long: LongRow[] = [];
  blanks = 0;
  private readonly file: CsvFile;
  private readonly policy: ImportPolicies["longRows"] | null;

  constructor(file: CsvFile, policy: ImportPolicies["longRows"] | null) {
    this.file = file;
    this.policy = policy;
  }

  /** Rows of a piece that are left out, by place. Throws Problem when such rows are refused. */
  leftOut(read: CsvRows, firstRow: number): ReadonlySet<number> {
    if (this.policy === null) return new Set();
    const { long, blanks } = extraCells(this.file, read);
    if (this.policy === "refuse") refuseLong(this.file, long);
    this.long.push(...long);
    this.blanks += blanks;
    return new Set(this.policy === "drop" ? long.map(({ row }) => row - firstRow) : []);
  }
}

function reorder(
  cells: Float64Array,
  from: readonly number[],
  to: readonly number[],
  count: number,
): Float64Array {
  const out = new Float64Array(count * to.length);
  const places = to.map((column) => from.indexOf(column));
  for (let row = 0; row < count; row++)
    for (let column = 0; column < to.length; column++)
      out[row * to.length + column] = cells[row * from.length + (places[column] as number)] as number;
  return out;
}

/** The first rows of a file as texts, by column. */
export async function sampleColumns(
  file: CsvFile,
  columns: readonly number[],
  rows: number,
  settings: Pick<ImportSettings, "threads" | "policies">,
  call?: CallContext,
): Promise<string[][]> {
  const found: string[][] = columns.map(() => []);
  const count = Math.min(rows, file.opened.rowCount);
  const take = ({ texts }: ColumnChunk): void => {
    for (const [at, cells] of texts.entries()) for (const cell of cells) found[at]?.push(cell);
  };
  await readColumns(file, { texts: columns, numbers: [] }, settings, take, call, "Looking at the file", {
    rows: count,
    looksBeyond: false,
  });
  return found;
}
