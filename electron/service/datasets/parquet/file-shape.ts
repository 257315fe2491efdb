import type { ParquetFile } from "parquet-wasm";

/** Rows of each row group, and the compressed bytes that `columns` take in it. */
export function fileShape(
  file: ParquetFile,
  columns: readonly string[],
): { rows: readonly number[]; bytes: readonly number[] } {
  const wanted = new Set(columns);
  const metadata = file.metadata();
  const groups = metadata.rowGroups().map((group) => {
    let bytes = 0;
    for (const column of group.columns()) {
      if (wanted.has(column.columnPath().join("."))) bytes += column.compressedSize();
      column.free();
    }
    const rows = group.numRows();
    group.free();
    return { rows, bytes };
  });
  metadata.free();
  return { rows: groups.map((group) => group.rows), bytes: groups.map((group) => group.bytes) };
}
