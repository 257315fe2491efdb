import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isRepairName } from "../../../contract/places.ts";
import { diskProblem, makeFolders, removeQuietly } from "../../disk/durable.ts";
import { removeAtEnd } from "../../disk/leftovers.ts";
import { processIsAlive } from "../../disk/lock.ts";

const pattern = /^\.tmp-(\d+)-[0-9a-f]+$/;
/** A folder this old is nobody's, whatever now runs under the number of its process. */
const oldMilliseconds = 24 * 3_600_000;

/** Name of something in the store's folder that a sweep removes once this process is gone. */
export function temporaryName(): string {
  return `.tmp-${process.pid}-${randomBytes(6).toString("hex")}`;
}

/** Process that a temporary name belongs to; undefined for any other name. */
export function temporaryOwner(name: string): number | undefined {
  const pid = pattern.exec(name)?.[1] ?? (isRepairName(name) ? name.split(" ")[1] : undefined);
  return pid === undefined ? undefined : Number(pid);
}

/** Makes a folder for what is not whole yet, in the store's folder; its name says which process owns it. */
export async function makeTemporaryFolder(store: string): Promise<string> {
  const folder = join(store, temporaryName());
  try {
    removeAtEnd(folder);
    await makeFolders(folder);
  } catch (error) {
    throw diskProblem(error, folder, "writing");
  }
  return folder;
}

/**
 * Makes a folder for the uploads or pasted tables of this process, below `staging` of the data root, and clears away those of
 * processes that are gone. Others may be serving the same data root, for days.
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

/** Runs `work` with a folder for what is needed meanwhile, made when it is asked for first and removed in the end. */
export async function withScratch<T>(
  store: string,
  work: (folder: () => Promise<string>) => Promise<T>,
): Promise<T> {
  let made: Promise<string> | undefined;
  try {
    return await work(() => (made ??= makeTemporaryFolder(store)));
  } finally {
    if (made) await removeQuietly(await made);
  }
}

/** Removes what killed processes left. Never fails: what cannot be removed now is removed at the next start. */
export async function sweepTemporaryFolders(store: string): Promise<void> {
  const names = await readdir(store).catch(() => []);
  for (const name of names) {
    const pid = temporaryOwner(name);
    if (pid === undefined) continue;
    const path = join(store, name);
    const age =
      Date.now() -
      (await stat(path).then(
        (one) => one.mtimeMs,
        () => Date.now(),
      ));
    if (!processIsAlive(pid) || age > oldMilliseconds) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/**
 * Removes a folder of the store in one step: it gets a temporary name first, so that a kill during the removal leaves
 * something to sweep and never half a version. Where a reader keeps it open (Windows) it stays for the next time.
 */
export async function removeWhole(store: string, folder: string): Promise<void> {
  const aside = join(store, temporaryName());
  const isMoved = await rename(folder, aside).then(
    () => true,
    () => false,
  );
  if (isMoved) await removeQuietly(aside);
}
