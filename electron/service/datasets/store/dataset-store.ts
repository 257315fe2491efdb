import type { CallContext } from "../../context.ts";
import { loadSettings } from "../../settings/live-settings.ts";
import { version as productVersion } from "../../version.ts";
import { observationsOf, strategiesOf } from "../read/metadata.ts";
import { type OpenDataset, type OpenOptions, openLatest } from "../read/open.ts";
import { type RecordedReject, type RejectQuery, readRejects } from "../read/rejects.ts";
import { type TableReader, tableReader } from "../read/table-reader.ts";
import { beginVersion, type VersionMode, type VersionWriter } from "../version/begin.ts";
import { type HistoryEntry, history, rollback } from "../version/history.ts";
import type { Manifest } from "../version/manifest.ts";
import type { StoredObservation } from "../version/observations.ts";
import { optimizeDataset } from "../version/optimize.ts";
import { readManifest, readVersionManifest } from "../version/pointer.ts";
import { type VerifyReport, verifyDataset } from "../version/verify.ts";
import {
  type Catalogue,
  duplicateDataset,
  listDatasets,
  type ManifestCache,
  renameDataset,
} from "./catalogue.ts";
import type { KeptResults } from "./kept.ts";
import { withLock } from "./lock.ts";
import { type StorageOptions, StoreRoot, storageSettings } from "./root.ts";
import { removeWhole, sweepTemporaryFolders } from "./temporary.ts";
import {
  deleteDataset,
  emptyTrash,
  listTrash,
  purgeTrash,
  restoreDataset,
  type TrashEntry,
  trashBytes,
} from "./trash.ts";

/** The Parquet store under <home>/datasets. Every change is atomic: a dataset is whole or absent. */
export interface DatasetStore {
  /** Manifests in force, by name, and the datasets that cannot be read. */
  list(): Promise<Catalogue>;
  /** Of the version in force, or of another. */
  manifest(name: string, version?: number): Promise<Manifest>;
  open(name: string, options?: OpenOptions, call?: CallContext): Promise<OpenDataset>;
  /** For a table that does not fit in memory; `threads` read it, 0 = all processors. */
  reader(
    name: string,
    options: Pick<OpenOptions, "from" | "to" | "version">,
    threads: number,
  ): Promise<TableReader>;
  /** Observations with the places of their cells; no cell is read. */
  observations(
    name: string,
    version?: number,
  ): Promise<{ manifest: Manifest; observations: StoredObservation[] }>;
  /** Names of all strategies, in the order of the matrix. */
  strategies(name: string, version?: number): Promise<string[]>;
  /** Cells that were not taken as written. */
  rejects(name: string, query: RejectQuery): Promise<{ total: number; rejects: RecordedReject[] }>;
  /** Starts a version; the dataset is locked until it is committed or discarded. */
  begin(name: string, mode: VersionMode, job?: string): Promise<VersionWriter>;
  /** Folder of a version, for tools that read its Parquet files themselves. */
  folder(manifest: Manifest): string;
  /** Results that are kept with the versions that they are of. */
  readonly kept: KeptResults;

  /** All versions on the disk, oldest first. */
  history(name: string): Promise<HistoryEntry[]>;
  /** Puts the version before, or the given one, in force again. */
  rollback(name: string, version?: number): Promise<Manifest>;
  /** Reads everything and compares it with the manifest. */
  verify(name: string, call?: CallContext): Promise<VerifyReport>;
  /** A version with the same cells, written with other storage options. */
  optimize(name: string, wishes: Partial<StorageOptions>, call?: CallContext): Promise<Manifest>;
  rename(name: string, to: string): Promise<Manifest>;
  duplicate(name: string, to: string): Promise<Manifest>;
  /** Moves a dataset to the trash. */
  delete(name: string): Promise<TrashEntry>;
  /** Removes a dataset for good; nothing when there is none. For datasets that were made as an intermediate step. */
  discard(name: string): Promise<void>;
  trash(): Promise<TrashEntry[]>;
  /** Bytes that an entry of the trash takes from the disk. */
  trashBytes(id: string): Promise<number>;
  /** Removes entries of the trash for good: of these ids or names, or all. */
  emptyTrash(wanted?: readonly string[]): Promise<TrashEntry[]>;
  restore(id: string, as?: string): Promise<Manifest>;
}

/**
 * The dataset store under <home>/datasets. `options` are asked for at each write, so that changed settings count.
 * What killed processes left is swept away in the background.
 */
export function createDatasetStore(
  home: string,
  options: () => Partial<StorageOptions> = () => ({}),
): DatasetStore {
  const defaults = storageSettings(loadSettings());
  const root = new StoreRoot(home, `Tessera ${productVersion}`, () => ({ ...defaults, ...options() }));
  const cache: ManifestCache = new Map();
  const manifestOf = (name: string, version?: number) =>
    version === undefined ? readManifest(root, name) : readVersionManifest(root, name, version);
  void sweepTemporaryFolders(root.folder);
  void purgeTrash(root);
  return {
    list: () => listDatasets(root, cache),
    manifest: manifestOf,
    open: (name, openOptions, call) => openLatest(root, name, openOptions, call),
    reader: (name, readOptions, threads) => tableReader(root, name, readOptions, threads),
    async observations(name, version) {
      const manifest = await manifestOf(name, version);
      return { manifest, observations: await observationsOf(root, manifest) };
    },
    strategies: async (name, version) => strategiesOf(root, await manifestOf(name, version)),
    rejects: async (name, query) => {
      const manifest = await readManifest(root, name);
      return readRejects(root.version(name, manifest.version), manifest, query);
    },
    begin: (name, mode, job) => beginVersion(root, name, mode, job),
    kept: root.kept,
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
    trashBytes: (id) => trashBytes(root, id),
    emptyTrash: (wanted) => emptyTrash(root, wanted),
    restore: (id, as) => restoreDataset(root, id, as),
  };
}

/** Runs `work` with a new version of this job, which it commits; whatever it throws, nothing is left behind. */
export async function withVersion<T>(
  store: Pick<DatasetStore, "begin">,
  name: string,
  mode: VersionMode,
  work: (writer: VersionWriter) => Promise<T>,
  job?: string,
): Promise<T> {
  const writer = await store.begin(name, mode, job);
  try {
    return await work(writer);
  } finally {
    await writer.discard();
  }
}
