/**
 * The columns of a view that does not fit in memory, in a file of their own for as long as a call takes: read and turned once,
 * they come from there in any order, as often as they are wanted.
 */
import { existsSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CellQuality } from "../../../contract/metric-basis.ts";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { diskProblem } from "../../disk/durable.ts";
import { readInto } from "../../disk/read-whole.ts";
import { diskOf } from "../../host-resources.ts";
import { type CellBlock, cellBlock, firstOf, type PnlMatrix } from "../../pnl-matrix.ts";
import type { PieceTable } from "./piece-table.ts";

export interface ColumnFile {
  /** What the figures of all columns rest on. */
  readonly cells: CellQuality;
  /** Puts the strategies at these places of the view, in this order, into the columns from `at` on. */
  read(places: Uint32Array, into: CellBlock, at: number): Promise<void>;
  close(): Promise<void>;
}

const cellBytes = 8;

/** Of the disk, left to others. */
const spareBytes = 256e6;

/** Bytes that a file of these columns takes. */
export const fileBytes = ({ count, rows }: Pick<PieceTable, "count" | "rows">): number =>
  count * rows * cellBytes;

/** Whether the disk of a folder, which may not be there yet, has room for such a file. */
export async function hasRoom(folder: string, table: Pick<PieceTable, "count" | "rows">): Promise<boolean> {
  const above = dirname(folder);
  if (!existsSync(folder) && above !== folder) return hasRoom(above, table);
  return (await diskOf(folder)).free >= fileBytes(table) + spareBytes;
}

/** Throws Problem "disk-full" before anything is written. */
async function checkRoom(folder: string, table: PieceTable): Promise<void> {
  if (await hasRoom(folder, table)) return;
  throw new Problem(
    "disk-full",
    `The table does not fit in memory, and its columns take ${formatBytes(fileBytes(table))} on the disk meanwhile: there is no room for them.`,
    { file: folder, remedy: "Free space on this disk, take fewer rows, or use a machine with more memory." },
  );
}

/** Writes all columns of a table, `width` at a time, into a new file of the folder. */
export async function writeColumns(
  folder: string,
  table: PieceTable,
  width: number,
  call: CallContext,
): Promise<ColumnFile> {
  await checkRoom(folder, table);
  const path = join(folder, "columns");
  const file = await open(path, "wx+");
  try {
    return new OpenColumns(file, path, table.rows, await write(file, table, width, call));
  } catch (error) {
    await file.close();
    throw diskProblem(error, path, "writing");
  }
}

async function write(
  file: FileHandle,
  { count, rows, read }: PieceTable,
  width: number,
  call: CallContext,
): Promise<CellQuality> {
  const held = cellBlock(rows, Math.min(width, count));
  const columns = new Float64Array(Math.min(width, count) * rows);
  let cells: CellQuality = { missingCells: 0, imputedCells: 0 };
  for (let from = 0; from < count; from += width) {
    stopIfCancelled(call);
    call.progress({
      stage: "Turning the columns",
      fraction: from / count,
      detail: "the table is larger than memory",
    });
    const to = Math.min(count, from + width);
    const { missingCells, imputedCells } = await read(from, to, held, 0);
    cells = { missingCells: cells.missingCells + missingCells, imputedCells };
    for (const [t, row] of held.rows.entries())
      for (let i = 0; i < to - from; i += 1) columns[i * rows + t] = row[i] as number;
    await writeAll(file, columns.subarray(0, (to - from) * rows), from * rows * cellBytes);
  }
  return cells;
}

/** A write may take a part of what it is given. */
async function writeAll(file: FileHandle, cells: Float64Array, position: number): Promise<void> {
  const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** Columns that are read at once, and so many reads at a time. */
const readTogether = 64;

class OpenColumns implements ColumnFile {
  readonly cells: CellQuality;
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #rows: number;

  constructor(file: FileHandle, path: string, rows: number, cells: CellQuality) {
    this.cells = cells;
    this.#file = file;
    this.#path = path;
    this.#rows = rows;
  }

  async read(places: Uint32Array, { rows }: CellBlock, at: number): Promise<void> {
    for (let from = 0; from < places.length; from += readTogether) {
      const some = places.subarray(from, from + readTogether);
      const columns = await this.#columns(some);
      for (let t = 0; t < this.#rows; t += 1) {
        const row = rows[t] as Float64Array;
        for (let k = 0; k < some.length; k += 1) row[at + from + k] = columns[k * this.#rows + t] as number;
      }
    }
  }

  /** A few columns one behind the other; those that are neighbours in the file by one read. */
  async #columns(places: Uint32Array): Promise<Float64Array> {
    const rows = this.#rows;
    const columns = new Float64Array(places.length * rows);
    const reads: Promise<void>[] = [];
    for (let from = 0; from < places.length; ) {
      const first = places[from] as number;
      let to = from + 1;
      while (to < places.length && places[to] === first + to - from) to += 1;
      reads.push(this.#fill(columns.subarray(from * rows, to * rows), first * rows * cellBytes));
      from = to;
    }
    await Promise.all(reads);
    return columns;
  }

  async #fill(cells: Float64Array, position: number): Promise<void> {
    const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
    if ((await readInto(this.#file, bytes, position)) < bytes.length)
      throw new Problem("damaged", `${this.#path} ends early.`, { file: this.#path });
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Columns of the file at these places, as the rows of a table. */
export async function readColumns(
  file: ColumnFile,
  places: Uint32Array,
  observations: number,
): Promise<PnlMatrix> {
  const block = cellBlock(observations, places.length);
  await file.read(places, block, 0);
  return firstOf(block, places.length);
}
