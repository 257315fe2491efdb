import type { Manifest } from "./manifest.ts";
import { readPointer } from "./pointer.ts";
import { readManifest, readVersionManifest } from "./read-manifest.ts";
import type { StoreRoot } from "./store-root.ts";
import { versionNumbers } from "./version-numbers.ts";

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
