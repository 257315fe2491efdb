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
  const current = await pointerOrNone(root, name);
  const versions = await versionNumbers(root, name);
  return Promise.all(
    versions.map(async (version) => ({
      version,
      isCurrent: version === current,
      manifest: await readVersionManifest(root, name, version).catch(() => null),
    })),
  );
}

/** The version in force; undefined when a damaged dataset does not say. Throws Problem "not-found". */
async function pointerOrNone(root: StoreRoot, name: string): Promise<number | undefined> {
  try {
    return (await readPointer(root, name)) ?? (await readManifest(root, name)).version;
  } catch (error) {
    if (error instanceof Problem && error.report.code === "damaged") return undefined;
    throw error;
  }
}

/**
 * Puts another version in force: the given one, else the last one before that can be read. No file but the pointer changes,
 * so going forward again is the same operation. Throws Problem "not-found" or "damaged" (then nothing changes).
 */
export function rollback(root: StoreRoot, name: string, version?: number): Promise<Manifest> {
  return withLock(root, [name], async () => {
    const current = await pointerOrNone(root, name);
    const versions = await history(root, name);
    const earlier = versions.filter(
      (one) => one.manifest && one.version < (current ?? Number.POSITIVE_INFINITY),
    );
    const target = version ?? earlier.at(-1)?.version;
    if (target === undefined || !versions.some((one) => one.version === target)) {
      const before = current === undefined ? "that can be read" : `before the one in force (${current})`;
      const what = version === undefined ? `no version ${before}` : `no version ${version}`;
      throw new Problem("not-found", `The dataset "${name}" has ${what}.`, {
        remedy: `Versions on the disk: ${versions.map((one) => one.version).join(", ")}. storage.versions_kept says how many are kept.`,
      });
    }
    const manifest = await readVersionManifest(root, name, target);
    await checkFileSizes(root.version(name, target), manifest.files);
    await movePointer(root, name, target);
    return manifest;
  });
}
