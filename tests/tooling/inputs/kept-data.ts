import { readFile } from "node:fs/promises";
import { join } from "node:path";

let kept: Promise<string> | undefined;

/** Reads it once in a process, whoever asks. */
export function keptData(): Promise<string> {
  kept ??= readFile(join(import.meta.dirname, "data.txt"), "utf8");
  return kept;
}
