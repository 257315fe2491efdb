import type { FFIStream, Table } from "parquet-wasm";

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
}

export interface ArrowColumn {
  readonly name: string;
  /** Format string of the C Data Interface: "g" float64, "u" utf8, "tdD" date32 ... */
  readonly format: string;
  readonly chunks: readonly ArrowChunk[];
}

/** Size of a pointer of WebAssembly. Layouts: arrow.apache.org/docs/format/CDataInterface.html */
const pointer = 4;

function text(memory: Uint8Array, address: number): string {
  return Buffer.from(memory.subarray(address, memory.indexOf(0, address))).toString("utf8");
}

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
    return {
      length: long(array),
      nullCount: long(array + 8),
      offset: long(array + 16),
      validity: bufferCount > 0 ? address(buffers) : 0,
      values: bufferCount > 1 ? address(buffers + pointer) : 0,
      bytes: bufferCount > 2 ? address(buffers + 2 * pointer) : 0,
    };
  };
  const batches = [...stream.arrayAddrs()];
  const schema = stream.schemaAddr();
  const fields = address(schema + 32);
  const columns = Array.from({ length: long(schema + 24) }, (_, index): ArrowColumn => {
    const field = address(fields + index * pointer);
    return {
      format: text(bytes, address(field)),
      name: text(bytes, address(field + pointer)),
      chunks: batches.map((batch) => chunkAt(address(address(batch + 44) + index * pointer))),
    };
  });
  return { columns, stream };
}
