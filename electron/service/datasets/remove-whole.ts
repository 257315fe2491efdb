import { rename } from "node:fs/promises";
import { join } from "node:path";
import { removeQuietly } from "../disk/durable.ts";
import { temporaryName } from "./temporary-folder.ts";

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
