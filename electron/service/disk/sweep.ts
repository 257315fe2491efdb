import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ownerOfTemporary } from "./durable.ts";
import { processIsAlive } from "./lock.ts";
import { ownNames } from "./own-places.ts";

/** Folders below a data root in which files are replaced or locks taken: datasets/NAME/VERSION is the deepest. */
const depth = 2;

/**
 * Removes files of a data root that killed processes had not put in place yet. Never fails: what stays is removed the next
 * time.
 */
export async function sweepLeftovers(home: string): Promise<void> {
  await sweepFolder(home, 0);
  for (const name of ownNames) if (name !== "staging") await sweepFolder(join(home, name), depth);
}

async function sweepFolder(folder: string, deeper: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    const owner = ownerOfTemporary(entry.name);
    if (entry.isDirectory() && deeper > 0) await sweepFolder(path, deeper - 1);
    else if (owner !== undefined && !processIsAlive(owner)) await rm(path, { force: true }).catch(() => {});
  }
}
