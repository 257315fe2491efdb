import type { Data, RecordBatch, Utf8 } from "apache-arrow";
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

/** Names as an Arrow column: the same for all parts of a dataset. */
const nameData = new WeakMap<readonly string[], Data<Utf8>>();

function namesOf(strategies: readonly string[]): Data<Utf8> {
  const known = nameData.get(strategies) ?? textData(strategies);
  nameData.set(strategies, known);
  return known;
}

/**
 * A part as an Arrow batch: a row per strategy, the name first, then one float64 column per observation.
 * `missingByRow`: missing cells of each observation, where they are counted already.
 */
export function partBatch(
  { strategies, columns, rows }: PartContent,
  missingByRow?: readonly number[],
): RecordBatch {
  const cells = columns.map(
    (name, index) => [name, floatData(rows[index] ?? new Float64Array(0), missingByRow?.[index])] as const,
  );
  return recordBatch([["strategy", namesOf(strategies)], ...cells], ["strategy"]);
}

/** Encodes a part as a Parquet file. */
export function writePart(
  content: PartContent,
  options: StorageOptions,
  writer: string,
  missingByRow?: readonly number[],
): Promise<Uint8Array> {
  return writeParquet(partBatch(content, missingByRow), {
    compression: options.compression,
    rowGroupRows: options.rowGroupStrategies,
    splitColumns: options.byteStreamSplit ? content.columns : [],
    writer,
  });
}
