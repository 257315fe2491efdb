import type { ArrowChunk, ArrowColumn } from "./arrow-view.ts";

/** The values of a small float64, int32, date32 or int64 column as numbers; null where there is none. */
export function readNumbers(column: ArrowColumn, memory: ArrayBuffer): (number | null)[] {
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
