import { checkDatasetName } from "./check-dataset-name.ts";
import { lockDataset } from "./dataset-lock.ts";
import type { StoreRoot } from "./store-root.ts";

/** Runs `work` while nobody else can change the datasets of these names. Throws Problem "busy". */
export async function withLock<T>(
  root: StoreRoot,
  names: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const unlocks: (() => Promise<void>)[] = [];
  try {
    // In one order everywhere: two programs that want the same two datasets do not wait for each other.
    for (const name of [...names].sort()) unlocks.push(await lockDataset(root, checkDatasetName(name)));
    return await work();
  } finally {
    for (const unlock of unlocks) await unlock();
  }
}
