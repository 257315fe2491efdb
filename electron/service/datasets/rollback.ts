import { Problem } from "../../contract/problem.ts";
import { checkFileSizes } from "./check-file-sizes.ts";
import type { Manifest } from "./manifest.ts";
import { movePointer, readPointer } from "./pointer.ts";
import { readManifest, readVersionManifest } from "./read-manifest.ts";
import type { StoreRoot } from "./store-root.ts";
import { versionNumbers } from "./version-numbers.ts";
import { withLock } from "./with-lock.ts";

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
