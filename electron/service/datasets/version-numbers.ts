import { readdir } from "node:fs/promises";
import type { StoreRoot } from "./store-root.ts";

/** Numbers of all versions of a dataset that are on the disk, ascending; none when there is no such dataset. */
export async function versionNumbers(root: StoreRoot, name: string): Promise<number[]> {
  const entries = await readdir(root.dataset(name)).catch(() => []);
  return entries
    .flatMap((entry) => /^v(\d{6,})$/.exec(entry)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
