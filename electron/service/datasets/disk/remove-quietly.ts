import { rm } from "node:fs/promises";

/** Removes a file or folder if that is possible; what stays is removed by a later sweep. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
