import type { FFIStream, Table } from "parquet-wasm";

type ParquetModule = typeof import("parquet-wasm");

let loading: Promise<ParquetModule> | undefined;

/** The WebAssembly Parquet codec, compiled once per process or worker on first use (about 40 ms). */
export function parquetModule(): Promise<ParquetModule> {
  loading ??= import("parquet-wasm");
  return loading;
}

/** One batch of a column in WebAssembly memory: the C Data Interface's ArrowArray. Addresses in bytes. */
export interface ArrowChunk {
  readonly length: number;
  readonly nullCount: number;
  readonly offset: number;
  readonly validity: number;
  /** Values, or the offsets of strings. */
  readonly values: number;
  /** Bytes of strings; 0 for other types. */
  readonly bytes: number;
  /** The values that a dictionary column's codes stand for; absent for other columns. */
  readonly dictionary?: ArrowChunk;
}

export interface ArrowColumn {
  readonly name: string;
  /**
   * Format string of the C Data Interface: "g" float64, "u" utf8, "tdD" date32 ... Of a dictionary column: that of its codes.
   */
  readonly format: string;
  /** Format of the values of a dictionary column. */
  readonly valueFormat?: string;
  readonly chunks: readonly ArrowChunk[];
}

/** Size of a pointer of WebAssembly. Layouts: arrow.apache.org/docs/format/CDataInterface.html */
const pointer = 4;

/**
 * The columns of a table in WebAssembly memory, without copying. The result is valid until the next call into the
 * codec: growing the memory detaches every view on it. Free the stream afterwards.
 */
export function viewArrow(table: Table, memory: ArrayBuffer): { columns: ArrowColumn[]; stream: FFIStream } {
  const stream = table.intoFFI();
  const view = new DataView(memory);
  const bytes = new Uint8Array(memory);
  const long = (at: number): number => Number(view.getBigInt64(at, true));
  const address = (at: number): number => view.getUint32(at, true);

  const chunkAt = (array: number): ArrowChunk => {
    const buffers = address(array + 40);
    const bufferCount = long(array + 24);
    const dictionary = address(array + 48);
    return {
      length: long(array),
      nullCount: long(array + 8),
      offset: long(array + 16),
      validity: bufferCount > 0 ? address(buffers) : 0,
      values: bufferCount > 1 ? address(buffers + pointer) : 0,
      bytes: bufferCount > 2 ? address(buffers + 2 * pointer) : 0,
      ...(dictionary === 0 ? {} : { dictionary: chunkAt(dictionary) }),
    };
  };
  const batches = [...stream.arrayAddrs()];
  const schema = stream.schemaAddr();
  const fields = address(schema + 32);
  const columns = Array.from({ length: long(schema + 24) }, (_, index): ArrowColumn => {
    const field = address(fields + index * pointer);
    const dictionary = address(field + 36);
    return {
      ...(dictionary === 0 ? {} : { valueFormat: text(bytes, address(dictionary)) }),
      format: text(bytes, address(field)),
      name: text(bytes, address(field + pointer)),
      chunks: batches.map((batch) => chunkAt(address(address(batch + 44) + index * pointer))),
    };
  });
  return { columns, stream };
}

function text(memory: Uint8Array, address: number): string {
  return Buffer.from(memory.subarray(address, memory.indexOf(0, address))).toString("utf8");
}

/** Reads whole columns by their names. Throws Error for one that is not there. */
export function columnReader(
  columns: readonly ArrowColumn[],
  memory: ArrayBuffer,
): { texts(name: string): (string | null)[]; numbers(name: string): (number | null)[] } {
  const find = (name: string): ArrowColumn => {
    const column = columns.find((one) => one.name === name);
    if (!column) throw new Error(`it has no column ${name}`);
    return column;
  };
  return {
    texts: (name) => readTexts(find(name), memory),
    numbers: (name) => readNumbers(find(name), memory),
  };
}

/** The strings of a utf8 column; null where there is none. */
export function readTexts(column: ArrowColumn, memory: ArrayBuffer): (string | null)[] {
  return column.chunks.flatMap((chunk) => chunkTexts(chunk, memory));
}

function chunkTexts(chunk: ArrowChunk, memory: ArrayBuffer): (string | null)[] {
  const { length, offset, validity } = chunk;
  const ends = new Int32Array(memory, chunk.values + 4 * offset, length + 1);
  const start = ends[0] ?? 0;
  const size = (ends[length] ?? 0) - start;
  const content = Buffer.from(memory, chunk.bytes + start, size);
  // One decode for the whole column: while all bytes are ASCII, byte offsets are string offsets.
  const whole = content.toString("latin1");
  const isAscii = !/[\u0080-\u00ff]/.test(whole);
  const bits = new Uint8Array(memory);
  return Array.from({ length }, (_, index) => {
    if (chunk.nullCount > 0) {
      const bit = offset + index;
      if ((((bits[validity + (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 0) return null;
    }
    const from = (ends[index] ?? 0) - start;
    const to = (ends[index + 1] ?? 0) - start;
    return isAscii ? whole.slice(from, to) : content.toString("utf8", from, to);
  });
}

/** The values of a small float64, int32, date32 or int64 column as numbers; null where there is none. */
function readNumbers(column: ArrowColumn, memory: ArrayBuffer): (number | null)[] {
  return column.chunks.flatMap((chunk) => {
    const at = valueReader(column.format, chunk, new DataView(memory));
    const bits = new Uint8Array(memory);
    return Array.from({ length: chunk.length }, (_, index) => {
      const bit = chunk.offset + index;
      const isNull =
        chunk.nullCount > 0 && (((bits[chunk.validity + (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 0;
      return isNull ? null : at(bit);
    });
  });
}

function valueReader(format: string, chunk: ArrowChunk, view: DataView): (index: number) => number {
  switch (format) {
    case "g":
      return (index) => view.getFloat64(chunk.values + 8 * index, true);
    case "i":
    case "tdD":
      return (index) => view.getInt32(chunk.values + 4 * index, true);
    case "l":
      return (index) => Number(view.getBigInt64(chunk.values + 8 * index, true));
    default:
      throw new Error(`numbers of Arrow type ${format} cannot be read`);
  }
}

/**
 * Copies a float64 column out of WebAssembly memory to out[at ...]; a null becomes NaN.
 * The one copy between the decoder and the matrix.
 */
export function copyFloats(column: ArrowColumn, memory: ArrayBuffer, out: Float64Array, at = 0): void {
  let to = at;
  for (const chunk of column.chunks) {
    out.set(new Float64Array(memory, chunk.values + 8 * chunk.offset, chunk.length), to);
    if (chunk.nullCount > 0) markNulls(new Uint8Array(memory), chunk, out, to);
    to += chunk.length;
  }
}

function markNulls(
  bytes: Uint8Array,
  { validity, offset, length }: ArrowColumn["chunks"][number],
  out: Float64Array,
  at: number,
): void {
  for (let index = 0; index < length; index++) {
    const bit = offset + index;
    const byte = bytes[validity + (bit >> 3)] ?? 0;
    if (((byte >> (bit & 7)) & 1) === 0) out[at + index] = Number.NaN;
  }
}
