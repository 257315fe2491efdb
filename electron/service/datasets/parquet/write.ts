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
import { type EncodedFile, encodeSummed, type ParquetLayout } from "./encode.ts";
import { encodeBeside } from "./encode-beside.ts";

/** Bytes of a table that are encoded where they are: a thread of its own would not be worth it. */
const fewBytes = 2 ** 20;

/** Encodes one record batch as a Parquet file, in memory; a large one on a thread of its own. */
export async function writeParquet(batch: RecordBatch, layout: ParquetLayout): Promise<Uint8Array> {
  return (await writeSummed(batch, layout)).bytes;
}

/** As writeParquet, with the check sums of the file. What the batch lies over was read when this returns its promise. */
export async function writeSummed(batch: RecordBatch, layout: ParquetLayout): Promise<EncodedFile> {
  const stream = RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true) as Uint8Array<ArrayBuffer>;
  return stream.byteLength < fewBytes ? encodeSummed(stream, layout) : encodeBeside(stream, layout);
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
  const joined = texts.join("");
  const data = new Uint8Array(Buffer.from(joined, "utf8"));
  // A byte a letter, as in nearly every table: then no text's own bytes are counted.
  const isPlain = data.length === joined.length;
  let nullCount = 0;
  let end = 0;
  for (let index = 0; index < length; index++) {
    const text = texts[index] as string | null;
    if (text === null) nullCount++;
    else {
      end += isPlain ? text.length : Buffer.byteLength(text);
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] as number) | (1 << (index & 7));
    }
    valueOffsets[index + 1] = end;
  }
  return makeData({
    type: new Utf8(),
    length,
    nullCount,
    valueOffsets,
    data,
    ...(nullCount > 0 ? { nullBitmap } : {}),
  });
}
