import type { CallContext } from "../call-context.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import type { Manifest } from "./manifest.ts";
import type { Observation } from "./observation.ts";

/** A dataset in memory. */
export interface OpenDataset {
  readonly manifest: Manifest;
  readonly observations: readonly Observation[];
  /** Strategy names, N, in column order of the source. */
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
}

export interface OpenOptions {
  /** Inclusive ISO dates; files and columns outside are not read. */
  readonly from?: string;
  readonly to?: string;
  /** Only these strategies, in this order; row groups without any of them are not read. */
  readonly strategies?: readonly string[];
}

/** The Parquet store under <home>/datasets. Every change is atomic: a dataset is whole or absent. */
export interface DatasetStore {
  list(): Promise<Manifest[]>;
  manifest(name: string): Promise<Manifest>;
  open(name: string, options?: OpenOptions, call?: CallContext): Promise<OpenDataset>;
}
