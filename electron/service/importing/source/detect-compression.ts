import type { Compression } from "./source-text.ts";

/** By the magic number, not by the file's name. */
export function detectCompression(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  if (Buffer.from(head.subarray(0, 4)).toString("latin1") === "PAR1") return "parquet";
  return "none";
}
