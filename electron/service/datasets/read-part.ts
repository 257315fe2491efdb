import { copyFloats } from "./parquet/copy-floats.ts";
import { readParquet } from "./parquet/read-parquet.ts";
import { readTexts } from "./parquet/read-texts.ts";

/** Cells of one pnl file, as rows of the matrix. */
export interface PartRows {
  /** By column name: one array of N cells per observation. */
  readonly rows: ReadonlyMap<string, Float64Array>;
  /** Of the file's strategies, when all of it was read. */
  readonly names?: readonly string[];
  readonly bytesRead: number;
}

/**
 * Reads a whole pnl file. Each row gets `strategies` cells; those of strategies that came after the file was
 * written are NaN. All rows lie in one buffer.
 */
export async function readPart(path: string, strategies: number): Promise<PartRows> {
  const { value, bytesRead } = await readParquet(path, (columns, memory) => {
    const [nameColumn, ...cells] = columns;
    if (nameColumn?.name !== "strategy") throw new Error("its first column is not strategy");
    const names = readTexts(nameColumn, memory).map((name) => name ?? "");
    const block = new Float64Array(cells.length * strategies);
    if (names.length < strategies) block.fill(Number.NaN);
    const rows = cells.map((column, index) => {
      const row = block.subarray(index * strategies, (index + 1) * strategies);
      copyFloats(column, memory, row);
      return [column.name, row] as const;
    });
    return { names, rows: new Map(rows) };
  });
  return { ...value, bytesRead };
}
