import { type Data, Int64, makeData } from "apache-arrow";
import { floatData, recordBatch, textData, writeParquet } from "../../datasets/parquet/write.ts";
import type { Ledger } from "./ledger.ts";

/** rejects.parquet: one row per listed cell, in the order in which they were met. Columns: docs/formats.md. */
export function ledgerFile(ledger: Ledger, writer: string): Promise<Uint8Array> {
  const length = ledger.listed;
  const integers = (values: readonly (number | null)[]): Data => {
    const nullBitmap = new Uint8Array((length + 7) >> 3);
    let nullCount = 0;
    const data = BigInt64Array.from(values, (value, index) => {
      if (value === null) nullCount++;
      else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
      return BigInt(value ?? 0);
    });
    return makeData({ type: new Int64(), length, nullCount, data, ...(nullCount > 0 ? { nullBitmap } : {}) });
  };
  const batch = recordBatch(
    [
      ["file", textData(ledger.file)],
      ["line", integers(ledger.line)],
      ["byte", integers(ledger.byte)],
      ["row", integers(ledger.row)],
      ["column", textData(ledger.column)],
      ["strategy", textData(ledger.strategy)],
      ["text", textData(ledger.text)],
      ["reason", textData(ledger.reason)],
      ["value_used", floatData(Float64Array.from(ledger.value, (value) => value ?? Number.NaN))],
    ],
    ["file", "line", "row", "column", "text", "reason"],
  );
  return writeParquet(batch, {
    compression: "zstd",
    rowGroupRows: 1 << 18,
    splitColumns: [],
    dictionaryColumns: ["file", "column", "strategy", "text", "reason", "value_used"],
    writer,
  });
}
