import { join } from "node:path";
import { version as productVersion } from "../version.ts";
import { beginVersion } from "./begin-version.ts";
import type { DatasetStore } from "./dataset-store.ts";
import { duplicateDataset } from "./duplicate-dataset.ts";
import { history } from "./history.ts";
import { listDatasets, type ManifestCache } from "./list-datasets.ts";
import { openLatest } from "./open-latest.ts";
import { optimizeDataset } from "./optimize-dataset.ts";
import { readManifest, readVersionManifest } from "./read-manifest.ts";
import { readObservations } from "./read-observations.ts";
import { readRejects } from "./read-rejects.ts";
import { readStrategies } from "./read-strategies.ts";
import { removeWhole } from "./remove-whole.ts";
import { renameDataset } from "./rename-dataset.ts";
import { rollback } from "./rollback.ts";
import type { StorageOptions } from "./storage-options.ts";
import { StoreRoot } from "./store-root.ts";
import { sweepTemporaryFolders } from "./temporary-folder.ts";
import { deleteDataset, listTrash, purgeTrash, restoreDataset } from "./trash.ts";
import { verifyDataset } from "./verify-dataset.ts";
import { withLock } from "./with-lock.ts";

const defaults: StorageOptions = {
  compression: "snappy",
  rowGroupStrategies: 32_768,
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
  const cache: ManifestCache = new Map();
  void sweepTemporaryFolders(root.folder);
  void purgeTrash(root);
  return {
    list: async () => listDatasets(root, cache),
    manifest: (name) => readManifest(root, name),
    open: (name, openOptions, call) => openLatest(root, name, openOptions, call),
    async observations(name, version) {
      const manifest = await (version ? readVersionManifest(root, name, version) : readManifest(root, name));
      const file = join(root.version(name, manifest.version), "observations.parquet");
      return { manifest, observations: await readObservations(file) };
    },
    async strategies(name) {
      const manifest = await readManifest(root, name);
      return (await readStrategies(root.version(name, manifest.version), manifest)).names;
    },
    rejects: async (name, query) => {
      const manifest = await readManifest(root, name);
      return readRejects(root.version(name, manifest.version), manifest, query);
    },
    begin: (name, mode) => beginVersion(root, name, mode),
    folder: ({ name, version }) => root.version(name, version),
    history: (name) => history(root, name),
    rollback: (name, version) => rollback(root, name, version),
    verify: (name, call) => verifyDataset(root, name, call),
    optimize: (name, wishes, call) => optimizeDataset(root, name, wishes, call),
    rename: (name, to) => renameDataset(root, name, to),
    duplicate: (name, to) => duplicateDataset(root, name, to),
    delete: (name) => deleteDataset(root, name),
    discard: (name) => withLock(root, [name], () => removeWhole(root.folder, root.dataset(name))),
    trash: () => listTrash(root),
    restore: (id, as) => restoreDataset(root, id, as),
  };
}
