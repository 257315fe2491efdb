import type { TextEncoding } from "./source-text.ts";

/** Share of zero bytes in every other place that makes plain text UTF-16. */
const zeroShare = 0.4;

/** Whether the bytes are UTF-8; a character that is cut off at the end does not count against it. */
function isUtf8(head: Uint8Array): boolean {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(head.subarray(0, head.length - cut));
      return true;
    } catch {
      // A multi-byte character may be cut: try without its first bytes.
    }
  }
  return false;
}

/** By the byte-order mark, else by what the first bytes can be. `head` should be a megabyte or so. */
export function detectEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const half = head.length / 2;
  if ((zeros[1] ?? 0) > half * zeroShare) return "utf-16le";
  if ((zeros[0] ?? 0) > half * zeroShare) return "utf-16be";
  return isUtf8(head) ? "utf-8" : "windows-1252";
}
