import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { takeLock } from "../../disk/lock.ts";
import { checkDatasetName } from "./name.ts";
import type { StoreRoot } from "./root.ts";

/**
 * Takes the right to change a dataset; one writer at a time, of any process. Returns the function that gives it back.
 * Throws Problem "busy" while another writer has it.
 */
export async function lockDataset(root: StoreRoot, name: string): Promise<() => Promise<void>> {
  const release = await takeLock(join(root.locks, `${name.toLowerCase()}.lock`));
  if (release) return release;
  throw new Problem("busy", `The dataset "${name}" is being changed by another program.`, {
    remedy: "Wait until that is done, then try again.",
  });
}

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
