import { writeFile } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import { csvField } from "../../../contract/text.ts";
import { type ArrowChunk, type ArrowColumn, readTexts } from "../../datasets/parquet/arrow.ts";
import { readParquet } from "../../datasets/parquet/read.ts";
import { diskProblem } from "../../disk/durable.ts";

type Reader = (chunk: ArrowChunk, view: DataView) => (index: number) => string;

/** Reader of values of `size` bytes; the index counts from the chunk's offset. */
const fixed =
  (size: number, text: (view: DataView, at: number) => string): Reader =>
  (chunk, view) =>
  (index) =>
    text(view, chunk.values + size * (chunk.offset + index));

const number = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
const day = 86_400_000;
const isoDate = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
/** Date and time, or the date alone at midnight. */
const isoTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
const time = (perSecond: bigint): Reader =>
  fixed(8, (view, at) => isoTime(Number((view.getBigInt64(at, true) * 1000n) / perSecond)));

/** By the format string of the C Data Interface. */
const readers: Record<string, Reader> = {
  g: fixed(8, (view, at) => number(view.getFloat64(at, true))),
  f: fixed(4, (view, at) => number(view.getFloat32(at, true))),
  c: fixed(1, (view, at) => number(view.getInt8(at))),
  C: fixed(1, (view, at) => number(view.getUint8(at))),
  s: fixed(2, (view, at) => number(view.getInt16(at, true))),
  S: fixed(2, (view, at) => number(view.getUint16(at, true))),
  i: fixed(4, (view, at) => number(view.getInt32(at, true))),
  I: fixed(4, (view, at) => number(view.getUint32(at, true))),
  l: fixed(8, (view, at) => String(view.getBigInt64(at, true))),
  L: fixed(8, (view, at) => String(view.getBigUint64(at, true))),
  tdD: fixed(4, (view, at) => isoDate(view.getInt32(at, true) * day)),
  tdm: fixed(8, (view, at) => isoDate(Number(view.getBigInt64(at, true)))),
  tss: time(1n),
  tsm: time(1000n),
  tsu: time(1_000_000n),
  tsn: time(1_000_000_000n),
  b: (chunk, view) => (index) => {
    const bit = chunk.offset + index;
    return (view.getUint8(chunk.values + (bit >> 3)) >> (bit & 7)) & 1 ? "True" : "False";
  },
};

/**
 * The cells of a column as texts that a CSV file would have; "" for null. null when the column's type is none that a
 * table of P&L can have.
 */
function parquetCells(column: ArrowColumn, memory: ArrayBuffer): ((row: number) => string) | null {
  if (column.format === "u") {
    const texts = readTexts(column, memory);
    return (row) => texts[row] ?? "";
  }
  const reader = readers[column.format.replace(/^(ts[smun]):.*$/, "$1")];
  if (!reader) return null;
  const view = new DataView(memory);
  let first = 0;
  const chunks = column.chunks.map((chunk) => {
    const from = first;
    first += chunk.length;
    return { chunk, from, at: reader(chunk, view) };
  });
  return (row) => {
    const piece = chunks.find(({ chunk, from }) => row < from + chunk.length);
    if (!piece) return "";
    const { chunk, from, at } = piece;
    const bit = chunk.offset + row - from;
    const isNull =
      chunk.nullCount > 0 && ((view.getUint8(chunk.validity + (bit >> 3)) >> (bit & 7)) & 1) === 0;
    return isNull ? "" : at(row - from);
  };
}

/**
 * Writes a wide Parquet file (a column per strategy) as CSV text. Numbers are written so that they are read as the same
 * doubles, and everything that is done with CSV files can be done with these. Throws Problem.
 */
export async function parquetToCsv(from: string, to: string): Promise<void> {
  // As bytes, line by line: one string could not hold a large file.
  const read = readParquet(from, (columns, memory) =>
    Array.from(csvLines(from, columns, memory), (line) => Buffer.from(line)),
  );
  const { value } = await read.catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw new Problem(
      "bad-input",
      `${from} is no Parquet file that can be read: ${(error as Error).message}`,
      {
        file: from,
        remedy: "Open it with the program that wrote it, and export it as CSV.",
      },
    );
  });
  await writeFile(to, value, { flag: "wx" }).catch((error: unknown) => {
    throw diskProblem(error, to, "writing");
  });
}

function* csvLines(file: string, columns: readonly ArrowColumn[], memory: ArrayBuffer): Generator<string> {
  const cells = columns.map((column) => {
    const read = parquetCells(column, memory);
    if (read) return read;
    throw new Problem("bad-input", `${file}: the type of the column "${column.name}" is not known.`, {
      file,
      column: column.name,
      remedy: "Columns can hold numbers, texts, dates, times or truth values.",
    });
  });
  const rows = columns[0]?.chunks.reduce((sum, chunk) => sum + chunk.length, 0) ?? 0;
  yield `${columns.map(({ name }) => csvField(name)).join(",")}\n`;
  for (let row = 0; row < rows; row++) yield `${cells.map((read) => csvField(read(row))).join(",")}\n`;
}
