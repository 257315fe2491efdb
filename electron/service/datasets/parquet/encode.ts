import { createHash } from "node:crypto";
import type { StorageOptions } from "../store/root.ts";
import { parquetModule } from "./arrow.ts";
import { blocksOf } from "./blocks.ts";

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

/** A file before it is on the disk, with its check sums. */
export interface EncodedFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** See blocksOf. */
  readonly crc32: string;
}

/** As encodeParquet, with the check sums of the file. */
export async function encodeSummed(stream: Uint8Array, layout: ParquetLayout): Promise<EncodedFile> {
  return summed(await encodeParquet(stream, layout));
}

export const summed = (bytes: Uint8Array): EncodedFile => ({
  bytes,
  sha256: createHash("sha256").update(bytes).digest("hex"),
  crc32: blocksOf(bytes),
});

/**
 * Encodes a table that comes as an Arrow stream as a Parquet file. The stream's memory is given back as soon as the codec has
 * it.
 */
export async function encodeParquet(
  stream: Uint8Array,
  layout: ParquetLayout,
): Promise<Uint8Array<ArrayBuffer>> {
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
  const table = Table.fromIPCStream(stream);
  release(stream);
  return write(table, properties.build()) as Uint8Array<ArrayBuffer>;
}

/**
 * Gives the memory of a buffer back at once; every view on it is empty afterwards. Left to the collector, which does not
 * see how large buffers are compared with what is on the heap, an import would hold several times what it needs.
 */
export function release(view: Uint8Array | Float64Array): void {
  (view.buffer as ArrayBuffer).transfer(0);
}
