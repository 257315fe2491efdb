import { type FileHandle, open } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import { diskProblem } from "../../disk/durable.ts";

/** Reads up to `count` bytes at `offset`. */
async function readBytes(file: FileHandle, offset: number, count: number): Promise<Buffer> {
  const buffer = Buffer.alloc(count);
  const { bytesRead } = await file.read(buffer, 0, count, offset);
  return buffer.subarray(0, bytesRead);
}

/**
 * Size and first bytes of a file to import. Throws Problem: "not-found", "unreadable" (a folder, no permission)
 * or "bad-input" (empty).
 */
export async function readHead(path: string, count: number): Promise<{ size: number; head: Buffer }> {
  try {
    const file = await open(path, "r");
    try {
      const info = await file.stat();
      if (info.isDirectory()) {
        throw new Problem("unreadable", `${path} is a folder, not a file.`, {
          file: path,
          remedy: "Give a CSV file; several files are joined when each is named.",
        });
      }
      const head = await readBytes(file, 0, count);
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
