import { open, stat } from "node:fs/promises";
import type { FileDialect } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { diskProblem } from "../../disk/durable.ts";
import { readUpTo } from "../../disk/read-whole.ts";

/** Encodings that are read. */
export type TextEncoding = Exclude<FileDialect["encoding"], "auto">;
/** A file to import, as plain UTF-8 text. */
export interface SourceText {
  /** The file that the user named. */
  readonly path: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  /** What the text was packed in: "none", "gzip", "zip, Excel workbook (xlsx)" ... */
  readonly compression: string;
  /** Base name of the file, or what it is called in its archive or workbook. */
  readonly name: string;
  /** Of a workbook. */
  readonly sheets: readonly string[];
  /** What the CSV reader reads: `path` itself, or a converted copy of it. */
  readonly textPath: string;
  /** Of the bytes of `path`; null until the CSV reader has computed it. */
  readonly sha256: string | null;
  /** What is to be said of the file as a whole. */
  readonly findings: readonly Finding[];
}

/**
 * Size and first bytes of a file to import. Throws Problem: "not-found", "unreadable" (a folder, no permission)
 * or "bad-input" (empty).
 */
export async function readHead(path: string, count: number): Promise<{ size: number; head: Buffer }> {
  try {
    // Before it is opened: a pipe that nobody writes to would be waited for for ever, and a device has no end.
    const kind = await stat(path);
    if (!kind.isFile() && !kind.isDirectory()) {
      throw new Problem("unreadable", `${path} is not a regular file.`, {
        file: path,
        remedy: "Save what it gives to a file first.",
      });
    }
    const file = await open(path, "r");
    try {
      const info = await file.stat();
      if (info.isDirectory()) {
        throw new Problem("unreadable", `${path} is a folder, not a file.`, {
          file: path,
          remedy: "Give a CSV file; several files are joined when each is named.",
        });
      }
      const head = await readUpTo(file, 0, count);
      if (head.byteLength === 0) {
        throw new Problem("bad-input", `${path} is empty.`, {
          file: path,
          remedy: "Check how the file was written; it has no bytes at all.",
        });
      }
      return { size: info.size, head };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskProblem(error, path, "reading");
  }
}

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
export function detectEncoding(whole: Uint8Array): TextEncoding {
  // Zero bytes that fill a file up say nothing of its text.
  const end = whole.findLastIndex((byte) => byte !== 0) + 1;
  const head = end < whole.length ? whole.subarray(0, end + (end % 2)) : whole;
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  const zeros: [number, number] = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros[at % 2 === 0 ? 0 : 1]++;
  const half = head.length / 2;
  if (zeros[1] > half * zeroShare) return "utf-16le";
  if (zeros[0] > half * zeroShare) return "utf-16be";
  return isUtf8(head) ? "utf-8" : "windows-1252";
}
