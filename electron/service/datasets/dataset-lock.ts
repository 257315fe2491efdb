import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { takeLock } from "../disk/lock.ts";
import type { StoreRoot } from "./store-root.ts";

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
