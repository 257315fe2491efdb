import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { processIsAlive } from "../../service/datasets/disk/process-is-alive.ts";

/**
 * Makes a folder for the uploads of this host, below `staging` of the data root, and clears away those of hosts that are gone. Others may
 * be serving the same data root.
 */
export async function makeStagingFolder(home: string): Promise<string> {
  const staging = join(home, "staging");
  await mkdir(staging, { recursive: true, mode: 0o700 });
  for (const name of await readdir(staging)) {
    const owner = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    const used = Number.isInteger(owner) && processIsAlive(owner);
    if (!used) await rm(join(staging, name), { recursive: true, force: true });
  }
  const own = join(staging, `${process.pid}-${randomBytes(6).toString("hex")}`);
  await mkdir(own, { mode: 0o700 });
  return own;
}
