import { existsSync } from "node:fs";
import { join } from "node:path";
import { Problem, problemOf } from "../../../contract/problem.ts";
import { takeLock } from "../../disk/lock.ts";
import { checkDatasetName } from "./name.ts";
import type { StoreRoot } from "./root.ts";

/**
 * Takes the right to change a dataset; one writer at a time, of any process. Returns the function that gives it back.
 * Throws Problem "busy" while another writer has it.
 */
export async function lockDataset(
  root: StoreRoot,
  name: string,
  isFreeing = false,
): Promise<() => Promise<void>> {
  const file = join(root.locks, `${name.toLowerCase()}.lock`);
  const release = await takeLock(file).catch((error: unknown) => {
    // On a full disk nobody else gets a lock either; what frees space must not need any.
    if (isFreeing && problemOf(error).code === "disk-full" && !existsSync(file)) return async () => undefined;
    throw error;
  });
  if (release) return release;
  throw new Problem("busy", `The dataset "${name}" is being changed by another program.`, {
    remedy: "Wait until that is done, then try again.",
  });
}

/**
 * Runs `work` while nobody else can change the datasets of these names; `isFreeing` work goes on without a lock on a full disk.
 * Throws Problem "busy".
 */
export async function withLock<T>(
  root: StoreRoot,
  names: readonly string[],
  work: () => Promise<T>,
  isFreeing = false,
): Promise<T> {
  const unlocks: (() => Promise<void>)[] = [];
  try {
    // In one order everywhere: two programs that want the same two datasets do not wait for each other.
    for (const name of [...names].sort())
      unlocks.push(await lockDataset(root, checkDatasetName(name), isFreeing));
    return await work();
  } finally {
    for (const unlock of unlocks) await unlock();
  }
}
