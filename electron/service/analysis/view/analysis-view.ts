import type { Manifest } from "../../datasets/version/manifest.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { PnlMatrix, StrategyTable } from "../../pnl-matrix.ts";
import type { Inversion } from "../ulta/decide.ts";

/** The part of a dataset that an analysis works on, after every step of its ViewRequest. */
export interface AnalysisView extends StrategyTable {
  readonly manifest: Manifest;
  /** Only some strategies of the view were read: figures of all of them are to be had elsewhere. */
  readonly isPart?: true;
  /** One per row. A row made of several observations keeps what they have in common; the rest is null. */
  readonly observations: readonly Observation[];
  /** Index of each column among the strategies of the dataset. */
  readonly source: Uint32Array;
  /** Rows that correlations are taken from when they are not those of the matrix (weighted zones). */
  readonly correlationSource?: PnlMatrix;
  /** One per row of correlationSource. */
  readonly correlationObservations?: readonly Observation[];
  readonly inversions: readonly Inversion[];
  /** Constant strategies that the view leaves out. */
  readonly constantExcluded?: number;
  /** Missing cells before rows were summed, in all columns or in these columns of the view. */
  readonly missingIn?: (columns?: Uint32Array) => number;
  /** Zones and their normalised weights, for weighted zones. */
  readonly zones?: readonly { readonly zone: string; readonly weight: number }[];
}
