import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { processIsAlive } from "./lock.ts";

/** What replaceDurably writes first, with the number of its process. */
const replacing = /\.(\d+)-[0-9a-f]{8}\.tmp$/;
/** What takeLock links into place; it is there for moments. */
const locking = /\.lock\.[0-9a-f]{16}$/;
const lockMilliseconds = 60_000;

/** Removes files of a folder that killed processes had not put in place yet. Never fails: what stays is removed the next time. */
async function sweepFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const owner = replacing.exec(name)?.[1];
    const isLeft =
      owner === undefined ? locking.test(name) && (await isOld(path)) : !processIsAlive(Number(owner));
    if (isLeft) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function isOld(path: string): Promise<boolean> {
  const made = (await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return Date.now() - made > lockMilliseconds;
}

/** The same for every folder of a data root in which files are replaced or locks taken. */
export async function sweepLeftovers(home: string): Promise<void> {
  const datasets = await readdir(join(home, "datasets")).catch(() => []);
  const folders = [
    home,
    ...["jobs", "jobs/queue", "jobs/history", "portfolios", "mappings", "datasets/.locks"].map((one) =>
      join(home, one),
    ),
    ...datasets.filter((name) => !name.startsWith(".")).map((name) => join(home, "datasets", name)),
  ];
  for (const folder of folders) await sweepFolder(folder);
}
