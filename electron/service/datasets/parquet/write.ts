import {
  type Data,
  Field,
  Float64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import type { StorageOptions } from "../store/root.ts";
import { parquetModule } from "./arrow.ts";

const codecs = { snappy: "SNAPPY", zstd: "ZSTD", gzip: "GZIP", none: "UNCOMPRESSED" } as const;

/** How one file is written. */
interface ParquetLayout {
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

/** A record batch of named columns of equal length. A column may hold nulls unless it is in `required`. */
export function recordBatch(
  columns: readonly (readonly [string, Data])[],
  required: readonly string[] = [],
): RecordBatch {
  const fields = columns.map(([name, data]) => new Field(name, data.type, !required.includes(name)));
  const length = columns[0]?.[1].length ?? 0;
  return new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length, nullCount: 0, children: columns.map(([, data]) => data) }),
  );
}

/** An Arrow float64 column over `values`, without copying them. NaN becomes null, so that every tool sees "missing". */
export function floatData(values: Float64Array, nullCount = countMissing(values)): Data<Float64> {
  const type = new Float64();
  if (nullCount === 0) return makeData({ type, length: values.length, nullCount, data: values });
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]))
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return makeData({ type, length: values.length, nullCount, nullBitmap, data: values });
}

function countMissing(values: Float64Array): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) count++;
  }
  return count;
}

/** An Arrow utf8 column of `texts`; null stays null. */
export function textData(texts: readonly (string | null)[]): Data<Utf8> {
  const length = texts.length;
  const valueOffsets = new Int32Array(length + 1);
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  let end = 0;
  texts.forEach((text, index) => {
    if (text === null) nullCount++;
    else {
      end += Buffer.byteLength(text);
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
    }
    valueOffsets[index + 1] = end;
  });
  const data = new Uint8Array(Buffer.from(texts.join(""), "utf8"));
  return makeData({
    type: new Utf8(),
    length,
    nullCount,
    valueOffsets,
    data,
    ...(nullCount > 0 ? { nullBitmap } : {}),
  });
}

/**
 * Gives the memory of a buffer back at once; every view on it is empty afterwards. Left to the collector, which does not
 * see how large buffers are compared with what is on the heap, an import would hold several times what it needs.
 */
export function release(view: Uint8Array | Float64Array): void {
  (view.buffer as ArrayBuffer).transfer(0);
}
