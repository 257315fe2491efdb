import type { ArrowColumn } from "./arrow-view.ts";

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
