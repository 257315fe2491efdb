import { open } from "node:fs/promises";
import { diskProblem } from "./disk-problem.ts";

/** Writes a new file and waits until it is on the disk. Throws Problem; an existing file is an error. */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskProblem(error, path, "writing");
  }
}
