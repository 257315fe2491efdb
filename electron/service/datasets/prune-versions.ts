import { removeWhole } from "./remove-whole.ts";
import type { StoreRoot } from "./store-root.ts";
import { versionNumbers } from "./version-numbers.ts";

/** Removes the oldest versions beyond the number that is kept; never the one in force or a newer one. */
export async function pruneVersions(root: StoreRoot, name: string, current: number): Promise<void> {
  const older = (await versionNumbers(root, name)).filter((version) => version < current);
  const surplus = older.slice(0, Math.max(0, older.length + 1 - root.options().versionsKept));
  for (const version of surplus) {
    await removeWhole(root.folder, root.version(name, version));
  }
}
