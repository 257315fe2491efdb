import { readFile, writeFile } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import { csvField } from "../../../contract/text.ts";
import { type ArrowColumn, parquetModule, viewArrow } from "../../datasets/parquet/arrow.ts";
import { readParquet, rowsOfParquet } from "../../datasets/parquet/read.ts";
import { diskProblem } from "../../disk/durable.ts";
import { arrowCells, isDateColumn } from "./arrow-cells.ts";

const kinds = { parquet: "Parquet file", arrow: "Arrow file" } as const;

/** What shows what a table of more rows is. */
const headRows = 1000;

/** A file of columns: its kind, the name that the user knows, and from how many rows on only the first are wanted. */
export interface ColumnFile {
  readonly kind: keyof typeof kinds;
  readonly label: string;
  readonly mostRows?: number | undefined;
}

/**
 * Writes a table of columns (Parquet; an Arrow or Feather file or stream) as CSV text. Numbers are written so that they
 * are read as the same doubles, and everything that is done with CSV files can be done with these. Of a Parquet file of more
 * than `mostRows`, by its footer, only the first are read and written: a few bytes can hold millions. Returns how many there
 * are then. Throws Problem.
 */
export async function parquetToCsv(
  from: string,
  to: string,
  { kind, label, mostRows = Number.POSITIVE_INFINITY }: ColumnFile = { kind: "parquet", label: from },
): Promise<number | undefined> {
  // As bytes, in pieces: one string could not hold a large file.
  const take = (columns: readonly ArrowColumn[], memory: ArrayBuffer): Buffer[] => [
    ...csvPieces(label, columns, memory),
  ];
  let rows: number | undefined;
  const read = async (): Promise<Buffer[]> => {
    if (kind === "arrow") return readArrow(from, take);
    const all = mostRows < Number.POSITIVE_INFINITY ? await rowsOfParquet(from) : 0;
    if (all > mostRows) rows = all;
    return (await readParquet(from, take, rows && headRows)).value;
  };
  const value = await read().catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new Problem("bad-input", `${label} is no ${kinds[kind]} that can be read: ${message}`, {
      file: label,
      remedy: "Open it with the program that wrote it, and export it as CSV.",
    });
  });
  await writeFile(to, value, { flag: "wx" }).catch((error: unknown) => {
    throw diskProblem(error, to, "writing");
  });
  return rows;
}

/** The file form of Arrow is its stream between two marks and a list of where the batches lie. */
const fileMark = "ARROW1\0\0";

async function readArrow<T>(
  path: string,
  take: (columns: readonly ArrowColumn[], memory: ArrayBuffer) => T,
): Promise<T> {
  const [module, bytes] = await Promise.all([parquetModule(), readFile(path)]);
  const isFile = bytes.subarray(0, fileMark.length).toString("latin1") === fileMark;
  const table = isFile ? await tableOfFile(bytes, module.Table) : module.Table.fromIPCStream(bytes);
  const { columns, stream } = viewArrow(table, module.wasmMemory().buffer);
  try {
    return take(columns, module.wasmMemory().buffer);
  } finally {
    stream.free();
  }
}

/** A file has its schema at the end for certain, at the beginning where its writer kept to the words of the format. */
async function tableOfFile<T>(
  bytes: Buffer,
  { fromIPCStream }: { fromIPCStream(stream: Uint8Array): T },
): Promise<T> {
  try {
    return fromIPCStream(bytes.subarray(fileMark.length));
  } catch {
    const { tableFromIPC, tableToIPC } = await import("apache-arrow");
    return fromIPCStream(tableToIPC(tableFromIPC(bytes), "stream"));
  }
}

/** pandas writes an index without a name under this one: the dates of the rows, or their numbers. */
const pandasIndex = /^__index_level_\d+__$/;

/** Names as a user knows them; null for a column that is left out. */
function nameOf(column: ArrowColumn, columns: readonly ArrowColumn[]): string | null {
  if (!pandasIndex.test(column.name)) return column.name;
  if (!isDateColumn(column)) return null;
  return columns.some(({ name }) => /^date$/i.test(name)) ? column.name : "Date";
}

const pieceLength = 1 << 18;

function* csvPieces(file: string, all: readonly ArrowColumn[], memory: ArrayBuffer): Generator<Buffer> {
  const columns = all.flatMap((column) => {
    const name = nameOf(column, all);
    if (name === null) return [];
    const cells = arrowCells(column, memory);
    if (cells) return [{ name, cells }];
    throw new Problem(
      "bad-input",
      `${file}: the column "${column.name}" is of a type that no table of P&L has.`,
      {
        file,
        column: column.name,
        remedy:
          "Columns can hold numbers, texts, dates, times or truth values; leave lists and structures out when the file is written.",
      },
    );
  });
  const rows = all[0]?.chunks.reduce((sum, chunk) => sum + chunk.length, 0) ?? 0;
  let text = `${columns.map(({ name }) => csvField(name)).join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    text += `${columns.map(({ cells }) => csvField(cells(row))).join(",")}\n`;
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}
