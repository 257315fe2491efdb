import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeTemporaryFolder, temporaryOwner } from "../../service/datasets/store/temporary.ts";
import { processIsAlive } from "../../service/disk/lock.ts";

/**
 * Makes a folder for the uploads of this host, below `staging` of the data root, and clears away those of hosts that are gone. Others may
 * be serving the same data root, for days.
 */
export async function makeStagingFolder(home: string): Promise<string> {
  const staging = join(home, "staging");
  await mkdir(staging, { recursive: true, mode: 0o700 });
  for (const name of await readdir(staging)) {
    const owner = temporaryOwner(name);
    if (owner !== undefined && processIsAlive(owner)) continue;
    await rm(join(staging, name), { recursive: true, force: true });
  }
  return makeTemporaryFolder(staging);
}
