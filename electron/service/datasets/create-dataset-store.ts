import { version as productVersion } from "../version.ts";
import { beginVersion } from "./begin-version.ts";
import type { DatasetStore } from "./dataset-store.ts";
import { listDatasets } from "./list-datasets.ts";
import type { Manifest } from "./manifest.ts";
import { openDataset } from "./open-dataset.ts";
import { readManifest } from "./read-manifest.ts";
import { readRejects } from "./read-rejects.ts";
import type { StorageOptions } from "./storage-options.ts";
import { StoreRoot } from "./store-root.ts";
import { sweepTemporaryFolders } from "./temporary-folder.ts";

const defaults: StorageOptions = {
  compression: "snappy",
  rowGroupStrategies: 8192,
  byteStreamSplit: true,
  versionsKept: 10,
  trashDays: 30,
};

/**
 * The dataset store under <home>/datasets. `options` are asked for at each write, so that changed settings count.
 * What killed processes left is swept away in the background.
 */
export function createDatasetStore(
  home: string,
  options: () => Partial<StorageOptions> = () => ({}),
): DatasetStore {
  const root = new StoreRoot(home, `Tessera ${productVersion}`, () => ({ ...defaults, ...options() }));
  const cache = new Map<string, Manifest>();
  void sweepTemporaryFolders(root.folder);
  return {
    list: async () => listDatasets(root, cache),
    manifest: (name) => readManifest(root, name),
    open: (name, openOptions, call) => openDataset(root, name, openOptions, call),
    rejects: async (name, query) => {
      const manifest = await readManifest(root, name);
      return readRejects(root.version(name, manifest.version), manifest, query);
    },
    begin: (name, mode) => beginVersion(root, name, mode),
  };
}
