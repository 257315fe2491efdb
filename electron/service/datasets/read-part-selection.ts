import { copyFloats } from "./parquet/copy-floats.ts";
import { readParquetSelection } from "./parquet/read-parquet.ts";
import type { PartRows } from "./read-part.ts";

/**
 * Reads some observations (`columns`) of some strategies (`indices` into the file's rows; all `count` when null) of
 * a pnl file. Column chunks of other observations, and row groups without a wanted strategy, are not read.
 */
export async function readPartSelection(
  path: string,
  columns: readonly string[],
  indices: Uint32Array | null,
  count: number,
): Promise<PartRows> {
  const width = indices?.length ?? count;
  let groupRows: readonly number[] = [];
  const { value, bytesRead } = await readParquetSelection(
    path,
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
      const whole = new Float64Array(Math.max(total, width));
      const block = new Float64Array(columns.length * width);
      const rows = found.map((column, position) => {
        const row = block.subarray(position * width, (position + 1) * width);
        copyFloats(column, memory, whole);
        for (let index = 0; index < width; index++) {
          const place = places ? (places[index] as number) : index;
          row[index] = place < total ? (whole[place] as number) : Number.NaN;
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
  let from = 0;
  let at = 0;
  rows.forEach((count, group) => {
    if (groups.includes(group)) {
      starts.push({ from, to: from + count, at });
      at += count;
    }
    from += count;
  });
  return Float64Array.from(indices, (index) => {
    const piece = starts.find((one) => index >= one.from && index < one.to);
    return piece ? piece.at + index - piece.from : Number.POSITIVE_INFINITY;
  });
}
