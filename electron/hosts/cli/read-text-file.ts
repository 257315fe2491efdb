import { readFile } from "node:fs/promises";
import { Problem } from "../../contract/problem.ts";

/** A whole UTF-8 file. Throws Problem "not-found" or "unreadable"; `what` is what it is to the user. */
export async function readTextFile(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isMissing = code === "ENOENT";
    const says = isMissing ? "does not exist" : `cannot be read (${code})`;
    throw new Problem(isMissing ? "not-found" : "unreadable", `The ${what} ${file} ${says}.`, { file });
  }
}
