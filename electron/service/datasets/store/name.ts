import { readdir } from "node:fs/promises";
import { type DatasetName, datasetNameFault } from "../../../contract/places.ts";
import { Problem } from "../../../contract/problem.ts";
import type { StoreRoot } from "./root.ts";

/** A dataset's name is its folder's name, so it must be one on every system. Throws Problem "bad-request". */
export function checkDatasetName(name: string): DatasetName {
  const why = datasetNameFault(name);
  if (why === undefined) return name as DatasetName;
  throw new Problem("bad-request", `The dataset name "${name}" ${why}.`, {
    remedy: "Use letters, digits, spaces, dots, hyphens or underscores.",
  });
}

/** Throws Problem "already-exists" when a dataset has the name, in any case: on some systems that is one folder. */
export async function checkFreeName(root: StoreRoot, name: string): Promise<void> {
  checkDatasetName(name);
  const taken = await findDataset(root, name);
  if (taken === undefined) return;
  throw new Problem("already-exists", `There is a dataset "${taken}" already.`, {
    remedy: "Choose another name, or replace that dataset (--replace).",
  });
}

/** The dataset whose name differs at most in case and in the form of Unicode. */
export async function findDataset(root: StoreRoot, name: string): Promise<string | undefined> {
  const folders = await readdir(root.folder).catch(() => []);
  // Two ways to write one letter in Unicode are one name: nobody could tell such datasets apart.
  const key = (one: string) => one.normalize("NFC").toLowerCase();
  return folders.find((folder) => key(folder) === key(name));
}
