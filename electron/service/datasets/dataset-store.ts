import type { CallContext } from "../call-context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import type { HistoryEntry } from "./history.ts";
import type { Manifest } from "./manifest.ts";
import type { Observation } from "./observation.ts";
import type { RejectQuery } from "./read-rejects.ts";
import type { RecordedReject } from "./recorded-reject.ts";
import type { StorageOptions } from "./storage-options.ts";
import type { StoredObservation } from "./stored-observation.ts";
import type { TrashEntry } from "./trash.ts";
import type { VerifyReport } from "./verify-dataset.ts";
import type { VersionWriter } from "./version-writer.ts";

/** A dataset in memory. */
export interface OpenDataset {
  readonly manifest: Manifest;
  readonly observations: readonly Observation[];
  /** Strategy names, N, in column order of the source. */
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
  /** Bytes of cells read from the disk, after pruning. */
  readonly bytesRead: number;
}

export interface OpenOptions {
  /** Inclusive ISO dates; files and columns outside are not read. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only these strategies, in this order; row groups without any of them are not read. */
  readonly strategies?: readonly string[] | undefined;
  /** A version other than the one in force. */
  readonly version?: number | undefined;
}

/** The Parquet store under <home>/datasets. Every change is atomic: a dataset is whole or absent. */
export interface DatasetStore {
  /** Manifests in force, by name. A dataset that cannot be read is left out; `verify` says why. */
  list(): Promise<Manifest[]>;
  manifest(name: string): Promise<Manifest>;
  open(name: string, options?: OpenOptions, call?: CallContext): Promise<OpenDataset>;
  /** Observations with the places of their cells; no cell is read. */
  observations(
    name: string,
    version?: number,
  ): Promise<{ manifest: Manifest; observations: StoredObservation[] }>;
  /** Names of all strategies, in the order of the matrix. */
  strategies(name: string): Promise<string[]>;
  /** Cells that were not taken as written. */
  rejects(name: string, query: RejectQuery): Promise<{ total: number; rejects: RecordedReject[] }>;
  /** Starts a version; the dataset is locked until it is committed or discarded. */
  begin(name: string, mode: "create" | "change" | "either"): Promise<VersionWriter>;
  /** Folder of a version, for tools that read its Parquet files themselves. */
  folder(manifest: Manifest): string;

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
  restore(id: string, as?: string): Promise<Manifest>;
}
