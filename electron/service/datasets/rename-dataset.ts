import { rename } from "node:fs/promises";
import { diskProblem, syncFolder } from "../disk/durable.ts";
import { checkFreeName } from "./check-free-name.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./read-manifest.ts";
import type { StoreRoot } from "./store-root.ts";
import { withLock } from "./with-lock.ts";

/** Gives a dataset, with all its versions, another name. Throws Problem "not-found" or "already-exists". */
export function renameDataset(root: StoreRoot, name: string, to: string): Promise<Manifest> {
  const names = name.toLowerCase() === to.toLowerCase() ? [name] : [name, to];
  return withLock(root, names, async () => {
    await readManifest(root, name);
    if (names.length > 1) await checkFreeName(root, to);
    try {
      await rename(root.dataset(name), root.dataset(to));
      await syncFolder(root.folder);
    } catch (error) {
      throw diskProblem(error, root.dataset(name), "renaming");
    }
    return readManifest(root, to);
  });
}
