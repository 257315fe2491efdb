import { type RecordBatch, RecordBatchStreamWriter } from "apache-arrow";
import { release } from "../release.ts";
import type { StorageOptions } from "../storage-options.ts";
import { parquetModule } from "./parquet-module.ts";

const codecs = { snappy: "SNAPPY", zstd: "ZSTD", gzip: "GZIP", none: "UNCOMPRESSED" } as const;

/** How one file is written. */
export interface ParquetLayout {
  readonly compression: StorageOptions["compression"];
  readonly rowGroupRows: number;
  /** Columns with BYTE_STREAM_SPLIT. Never all at once: the codec panics on a text column. */
  readonly splitColumns: readonly string[];
  /** Text columns whose values repeat. */
  readonly dictionaryColumns?: readonly string[];
  readonly writer: string;
}

/** Encodes one record batch as a Parquet file, in memory. */
export async function writeParquet(batch: RecordBatch, layout: ParquetLayout): Promise<Uint8Array> {
  const {
    Table,
    WriterPropertiesBuilder,
    Compression,
    Encoding,
    EnabledStatistics,
    writeParquet: write,
  } = await parquetModule();
  let properties = new WriterPropertiesBuilder()
    .setCompression(Compression[codecs[layout.compression]])
    .setMaxRowGroupSize(layout.rowGroupRows)
    .setDictionaryEnabled(false)
    .setStatisticsEnabled(EnabledStatistics.Chunk)
    .setCreatedBy(layout.writer);
  for (const name of layout.splitColumns) {
    properties = properties.setColumnEncoding(name, Encoding.BYTE_STREAM_SPLIT);
  }
  for (const name of layout.dictionaryColumns ?? []) {
    properties = properties.setColumnDictionaryEnabled(name, true);
  }
  const stream = RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
  const table = Table.fromIPCStream(stream);
  release(stream);
  return write(table, properties.build());
}
