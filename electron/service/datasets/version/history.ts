import { Problem } from "../../../contract/problem.ts";
import { withLock } from "../store/lock.ts";
import type { StoreRoot } from "../store/root.ts";
import { checkFileSizes } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import { movePointer, readManifest, readPointer, readVersionManifest, versionNumbers } from "./pointer.ts";

export interface HistoryEntry {
  readonly version: number;
  /** Whether this is the version in force. */
  readonly isCurrent: boolean;
  /** null when the version's manifest cannot be read. */
  readonly manifest: Manifest | null;
}

/** All versions of a dataset that are still on the disk, oldest first. Throws Problem "not-found". */
export async function history(root: StoreRoot, name: string): Promise<HistoryEntry[]> {
  const current = await readPointer(root, name);
  if (current === null) await readManifest(root, name);
  const versions = await versionNumbers(root, name);
  return Promise.all(
    versions.map(async (version) => ({
      version,
      isCurrent: version === current,
      manifest: await readVersionManifest(root, name, version).catch(() => null),
    })),
  );
}

/**
 * Puts another version in force: the given one, else the one before. No file but the pointer changes, so going
 * forward again is the same operation. Throws Problem "not-found" or "damaged" (then nothing changes).
 */
export function rollback(root: StoreRoot, name: string, version?: number): Promise<Manifest> {
  return withLock(root, [name], async () => {
    const current = await readPointer(root, name);
    if (current === null) return readManifest(root, name);
    const versions = await versionNumbers(root, name);
    const target = version ?? versions.filter((one) => one < current).at(-1);
    if (target === undefined || !versions.includes(target)) {
      const what = version === undefined ? "no version before the one in force" : `no version ${version}`;
      throw new Problem("not-found", `The dataset "${name}" has ${what} (${current}).`, {
        remedy: `Versions on the disk: ${versions.join(", ")}. storage.versions_kept says how many are kept.`,
      });
    }
    const manifest = await readVersionManifest(root, name, target);
    await checkFileSizes(root.version(name, target), manifest.files);
    await movePointer(root, name, target);
    return manifest;
  });
}
