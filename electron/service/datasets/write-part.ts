import type { ManifestFile } from "./manifest.ts";
import { floatData } from "./parquet/float-data.ts";
import { recordBatch } from "./parquet/record-batch.ts";
import { textData } from "./parquet/text-data.ts";
import { writeParquet } from "./parquet/write-parquet.ts";
import type { StorageOptions } from "./storage-options.ts";

/** Cells of some observations of one year, before they become a file. */
export interface PartContent {
  readonly strategies: readonly string[];
  /** One name per row, see column-names.ts. */
  readonly columns: readonly string[];
  /** One array of strategies.length cells per observation; NaN = missing. Read, not kept. */
  readonly rows: readonly Float64Array[];
}

/** Finite and missing cells, and the sum of the finite ones by observation and then by strategy. */
export function countCells(rows: readonly Float64Array[]): NonNullable<ManifestFile["cells"]> {
  let finite = 0;
  let missing = 0;
  let sum = 0;
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) {
      const value = row[index] as number;
      if (Number.isNaN(value)) missing++;
      else {
        finite++;
        sum += value;
      }
    }
  }
  return { finite, missing, sum: Number.isFinite(sum) ? sum : null };
}

/** Encodes a part: a row per strategy, the name first, then one float64 column per observation. */
export function writePart(
  { strategies, columns, rows }: PartContent,
  options: StorageOptions,
  writer: string,
): Promise<Uint8Array> {
  const batch = recordBatch(
    [
      ["strategy", textData(strategies)],
      ...columns.map((name, index) => [name, floatData(rows[index] ?? new Float64Array(0))] as const),
    ],
    ["strategy"],
  );
  return writeParquet(batch, {
    compression: options.compression,
    rowGroupRows: options.rowGroupStrategies,
    splitColumns: options.byteStreamSplit ? columns : [],
    writer,
  });
}
