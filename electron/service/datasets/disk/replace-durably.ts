import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { diskProblem } from "./disk-problem.ts";
import { syncFolder } from "./sync-folder.ts";
import { writeDurably } from "./write-durably.ts";

/** Replaces a small file in one step: a reader sees the old or the new content, whatever is killed. */
export async function replaceDurably(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    await writeDurably(temporary, content);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskProblem(error, path, "writing");
  }
}
