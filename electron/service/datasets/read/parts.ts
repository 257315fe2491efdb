import { join } from "node:path";
import { copyFloats, readTexts } from "../parquet/arrow.ts";
import type { WrittenFile } from "../parquet/blocks.ts";
import { readParquet, readParquetSelection } from "../parquet/read.ts";
import { damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";

/** Cells of one pnl file, as rows of the matrix. */
export interface PartRows {
  /** By column name: one array of N cells per observation. */
  readonly rows: ReadonlyMap<string, Float64Array>;
  /** Of the file's strategies, when they were asked for. */
  readonly names?: readonly string[];
  readonly bytesRead: number;
}

/**
 * Reads a whole pnl file. Each row gets `strategies` cells; those of strategies that came after the file was
 * written are NaN. All rows lie in one buffer. Names are made only when asked for: a million take longer than their cells.
 */
export async function readPart(
  file: WrittenFile,
  strategies: number,
  { withNames }: { readonly withNames: boolean },
): Promise<PartRows> {
  const { value, bytesRead } = await readParquet(file, (columns, memory) => {
    const [nameColumn, ...cells] = columns;
    if (nameColumn?.name !== "strategy") throw new Error("its first column is not strategy");
    const length = nameColumn.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const block = new Float64Array(cells.length * strategies);
    if (length < strategies) block.fill(Number.NaN);
    const rows = cells.map((column, index) => {
      const row = block.subarray(index * strategies, (index + 1) * strategies);
      copyFloats(column, memory, row);
      return [column.name, row] as const;
    });
    const names = withNames && readTexts(nameColumn, memory).map((name) => name ?? "");
    return { ...(names ? { names } : {}), rows: new Map(rows) };
  });
  return { ...value, bytesRead };
}

/**
 * Reads some observations (`columns`) of some strategies (`indices` into the file's rows; all `count` when null) of
 * a pnl file. Column chunks of other observations, and row groups without a wanted strategy, are not read.
 */
export async function readPartSelection(
  file: WrittenFile,
  columns: readonly string[],
  indices: Uint32Array | null,
  count: number,
): Promise<PartRows> {
  const width = indices?.length ?? count;
  let groupRows: readonly number[] = [];
  const { value, bytesRead } = await readParquetSelection(
    file,
    {
      columns,
      rowGroups: (rows) => {
        groupRows = rows;
        return indices ? groupsOf(indices, rows) : rows.map((_, index) => index);
      },
    },
    (found, memory, groups) => {
      const places = indices && placesOf(indices, groupRows, groups);
      const total = groups.reduce((sum, group) => sum + (groupRows[group] ?? 0), 0);
      const block = new Float64Array(columns.length * width);
      // Without a choice of strategies the file has the first `total` of them.
      if (!places && total < width) block.fill(Number.NaN);
      const read = places && new Float64Array(total);
      const rows = found.map((column, position) => {
        const row = block.subarray(position * width, (position + 1) * width);
        copyFloats(column, memory, read ?? row);
        if (read) {
          for (let index = 0; index < width; index++)
            row[index] = read[places[index] as number] ?? Number.NaN;
        }
        return [column.name, row] as const;
      });
      return new Map(rows);
    },
  );
  return { rows: value, bytesRead };
}

/** Row groups with at least one wanted row, ascending. */
function groupsOf(indices: Uint32Array, rows: readonly number[]): number[] {
  const wanted = new Set<number>();
  const sorted = indices.slice().sort();
  let group = 0;
  let end = rows[0] ?? 0;
  for (const index of sorted) {
    while (index >= end && group < rows.length - 1) end += rows[++group] ?? 0;
    if (index < end) wanted.add(group);
  }
  return [...wanted];
}

/** Place of each wanted row among the rows of the groups that were read; over the end when it is in none. */
function placesOf(indices: Uint32Array, rows: readonly number[], groups: readonly number[]): Float64Array {
  const starts: { from: number; to: number; at: number }[] = [];
  const isRead = new Set(groups);
  let from = 0;
  let at = 0;
  rows.forEach((count, group) => {
    if (isRead.has(group)) {
      starts.push({ from, to: from + count, at });
      at += count;
    }
    from += count;
  });
  const places = new Float64Array(indices.length);
  // Nearly always the group of the one before.
  let piece = starts[0];
  for (let position = 0; position < places.length; position++) {
    const index = indices[position] as number;
    if (!piece || index < piece.from || index >= piece.to)
      piece = starts.find((one) => index >= one.from && index < one.to);
    places[position] = piece ? piece.at + index - piece.from : Number.POSITIVE_INFINITY;
  }
  return places;
}

/**
 * The names of all strategies, in the order of the matrix. Every pnl file holds the first of them, up to the ones that
 * were there when it was written; so one file with all of them is enough.
 */
export async function readStrategies(
  folder: string,
  manifest: Manifest,
): Promise<{ names: string[]; bytesRead: number }> {
  // A series of market regimes has observations only.
  if (manifest.strategies === 0) return { names: [], bytesRead: 0 };
  const file = manifest.files.find((one) => one.kind === "pnl" && one.rows === manifest.strategies);
  if (!file) throw damagedFile(folder, "no file holds all strategies.");
  const path = join(folder, file.path);
  try {
    const { value, bytesRead } = await readParquetSelection(
      writtenFile(folder, manifest.files, file.path),
      { columns: ["strategy"] },
      (columns, memory) => columns.flatMap((column) => readTexts(column, memory)),
    );
    return { names: value.map((name) => name ?? ""), bytesRead };
  } catch (error) {
    throw damagedFile(path, (error as Error).message);
  }
}
