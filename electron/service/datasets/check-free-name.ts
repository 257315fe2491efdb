import { readdir } from "node:fs/promises";
import { Problem } from "../../contract/problem.ts";
import { checkDatasetName } from "./check-dataset-name.ts";
import type { StoreRoot } from "./store-root.ts";

/** Throws Problem "already-exists" when a dataset has the name, in any case: on some systems that is one folder. */
export async function checkFreeName(root: StoreRoot, name: string): Promise<void> {
  checkDatasetName(name);
  const taken = await findDataset(root, name);
  if (taken === undefined) return;
  throw new Problem("already-exists", `There is a dataset "${taken}" already.`, {
    remedy: "Choose another name, or replace that dataset (--replace).",
  });
}

/** The dataset whose name differs at most in case. */
export async function findDataset(root: StoreRoot, name: string): Promise<string | undefined> {
  const folders = await readdir(root.folder).catch(() => []);
  return folders.find((folder) => folder.toLowerCase() === name.toLowerCase());
}
