import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ParquetFile, RowGroupMetaData, Table } from "parquet-wasm";
import { type ArrowColumn, parquetModule, viewArrow } from "./arrow.ts";
import { OpenWritten, readWritten, type WrittenFile } from "./blocks.ts";
import { type FooterIndex, indexFooter, onlyGroups } from "./footer.ts";

/** Which columns of which row groups to read. */
interface ReadSelection {
  readonly columns: readonly string[];
  /** Given the rows of each row group, the groups to read; all when absent. */
  readonly rowGroups?: (rows: readonly number[]) => readonly number[];
}

/** Columns in WebAssembly memory. `take` copies what it keeps and does not call the codec. */
type Take<T> = (columns: readonly ArrowColumn[], memory: ArrayBuffer) => T;

/** One batch for everything that is read: the rows of a column lie in one piece. */
const batchSize = 0x7fff_ffff;

/**
 * Reads a whole Parquet file, or its first `limit` rows: any one, by its path, or one of the store, which is checked before the
 * codec sees it. Throws what is wrong with it, or what the codec says.
 */
export async function readParquet<T>(
  file: string | WrittenFile,
  take: Take<T>,
  limit?: number,
): Promise<{ value: T; bytesRead: number }> {
  const reading = typeof file === "string" ? readFile(file) : readWritten(file);
  const [module, bytes] = await Promise.all([parquetModule(), reading]);
  // The synchronous reader is a third faster than ParquetFile, but ignores a choice of columns: whole files only.
  const table = module.readParquet(bytes, { batchSize, ...(limit === undefined ? {} : { limit }) });
  return { value: takeFrom(table, module.wasmMemory().buffer, take), bytesRead: bytes.byteLength };
}

/**
 * Reads only the selected column chunks of a file of the store, and as much of its footer as tells where they are; both are
 * checked. Throws as readParquet does.
 */
export async function readParquetSelection<T>(
  written: WrittenFile,
  selection: ReadSelection,
  take: (columns: readonly ArrowColumn[], memory: ArrayBuffer, rowGroups: readonly number[]) => T,
): Promise<{ value: T; bytesRead: number }> {
  const [module, opened] = await Promise.all([parquetModule(), OpenWritten.open(written)]);
  const stopIfDamaged = () => {
    const found = opened.fault();
    if (found) throw found;
  };
  let file: ParquetFile | undefined;
  try {
    stopIfDamaged();
    const index = await footerIndex(written, opened, stopIfDamaged);
    const rowGroups = selection.rowGroups?.(index.rows) ?? index.rows.map((_, group) => group);
    const blob = await onlyGroups(opened, index, rowGroups);
    // The footer first: a damaged one would be taken for the place of anything.
    stopIfDamaged();
    file = await module.ParquetFile.fromFile(blob);
    const bytesRead = fileShape(file, selection.columns).bytes.reduce((sum, bytes) => sum + bytes, 0);
    const table = await file.read({ batchSize, columns: [...selection.columns] });
    stopIfDamaged();
    const value = takeFrom(table, module.wasmMemory().buffer, (found, memory) =>
      take(found, memory, rowGroups),
    );
    return { value, bytesRead };
  } finally {
    file?.free();
    await opened.close();
  }
}

/**
 * Indices of footers by the paths of their files, the last used last: a table that is read in panels needs each again and
 * again.
 */
const footers = new Map<string, { readonly of: WrittenFile; readonly index: FooterIndex }>();
/** About 10 KB each of a table of a million strategies. */
const mostFooters = 2000;

async function footerIndex(
  of: WrittenFile,
  opened: OpenWritten,
  stopIfDamaged: () => void,
): Promise<FooterIndex> {
  const known = footers.get(of.path);
  footers.delete(of.path);
  // Without check sums nothing tells whether it is the same file still.
  if (known && of.crc32 !== undefined && known.of.bytes === of.bytes && known.of.crc32 === of.crc32) {
    footers.set(of.path, known);
    return known.index;
  }
  const index = await indexFooter(opened).catch((error: unknown) => {
    stopIfDamaged();
    throw error;
  });
  stopIfDamaged();
  footers.set(of.path, { of, index });
  for (const path of footers.keys()) {
    if (footers.size <= mostFooters) break;
    footers.delete(path);
  }
  return index;
}

/** Rows of a whole Parquet file by its footer, and nothing else is read. Throws what the codec says. */
export async function rowsOfParquet(path: string): Promise<number> {
  const [module, blob] = await Promise.all([parquetModule(), openAsBlob(path)]);
  const file = await module.ParquetFile.fromFile(blob);
  try {
    return fileShape(file, []).rows.reduce((sum, rows) => sum + rows, 0);
  } finally {
    file.free();
  }
}

function takeFrom<T>(table: Table, memory: ArrayBuffer, take: Take<T>): T {
  const { columns, stream } = viewArrow(table, memory);
  try {
    return take(columns, memory);
  } finally {
    stream.free();
  }
}

/** Rows of each row group, and the compressed bytes that `columns` take in it. */
function fileShape(
  file: ParquetFile,
  columns: readonly string[],
): { rows: readonly number[]; bytes: readonly number[] } {
  const metadata = file.metadata();
  const groups = metadata.rowGroups();
  const [first] = groups;
  // Every group has the columns of the file in one order. To ask each for all of its own would take longer than to read the
  // footer.
  const places = first && columns.length > 0 ? placesOf(first, new Set(columns)) : [];
  const shape = groups.map((group) => {
    const bytes = places.reduce((sum, place) => {
      const column = group.column(place);
      const size = column.compressedSize();
      column.free();
      return sum + size;
    }, 0);
    const rows = group.numRows();
    group.free();
    return { rows, bytes };
  });
  metadata.free();
  return { rows: shape.map(({ rows }) => rows), bytes: shape.map(({ bytes }) => bytes) };
}

/** Places of columns of these names in a row group. */
function placesOf(group: RowGroupMetaData, wanted: ReadonlySet<string>): number[] {
  return group.columns().flatMap((column, place) => {
    const name = column.columnPath().join(".");
    column.free();
    return wanted.has(name) ? [place] : [];
  });
}
