import { existsSync, readdirSync, realpathSync } from "node:fs";
import type { ResultOf } from "../../../contract/method.ts";
import type { datasetList } from "../../../contract/methods/dataset.ts";
import { datasetNameFault } from "../../../contract/places.ts";
import { StoreRoot } from "./root.ts";

type Elsewhere = ResultOf<typeof datasetList>["elsewhere"];

/** Which of the data roots of earlier versions still hold datasets, and what to do with them. Nothing is moved by itself. */
export function findElsewhere(home: string, olderHomes: readonly string[]): Elsewhere {
  return olderHomes.flatMap((folder) => {
    const datasets = datasetNames(folder);
    if (datasets.length === 0 || isSameFolder(folder, home)) return [];
    const named = datasets.length > 3 ? `${datasets.slice(0, 3).join(", ")}, ...` : datasets.join(", ");
    const count = datasets.length === 1 ? "1 dataset" : `${datasets.length} datasets`;
    return {
      folder,
      datasets,
      message: `${folder} holds ${count} (${named}) that no list shows: an earlier version kept its data there.`,
      remedy:
        `End every Tessera, then move what lies in ${folder} to ${home}, folder by folder; a dataset is a folder below datasets. ` +
        `Or go on where it is: set TESSERA_HOME to ${folder}.`,
    };
  });
}

function datasetNames(home: string): string[] {
  // Only where datasets are is asked of a root; nothing of it is written here.
  const root = new StoreRoot(home, "", () => {
    throw new Error("An older data root is never written.");
  });
  try {
    return readdirSync(root.folder)
      .filter((name) => datasetNameFault(name) === undefined && existsSync(root.pointer(name)))
      .sort();
  } catch {
    return [];
  }
}

/** Links count as what they lead to: ~/.tessera may have been made one when its data was moved. */
function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
