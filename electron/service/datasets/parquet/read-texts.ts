import type { ArrowChunk, ArrowColumn } from "./arrow-view.ts";

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
