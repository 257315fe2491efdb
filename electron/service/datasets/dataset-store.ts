import type { CallContext } from "../call-context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import type { Manifest } from "./manifest.ts";
import type { Observation } from "./observation.ts";
import type { RejectQuery } from "./read-rejects.ts";
import type { RecordedReject } from "./recorded-reject.ts";
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
  /** Cells that were not taken as written. */
  rejects(name: string, query: RejectQuery): Promise<{ total: number; rejects: RecordedReject[] }>;
  /** Starts a version; the dataset is locked until it is committed or discarded. */
  begin(name: string, mode: "create" | "change" | "either"): Promise<VersionWriter>;
}
