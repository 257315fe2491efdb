import type { Finding } from "../../datasets/version/manifest.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { Reject } from "../reject.ts";

/** The observations of a file, before any cell is read. */
export interface RowPlan {
  /** In the order of the dataset. */
  readonly observations: readonly Observation[];
  /** For each data row of the file the observation that it belongs to; -1 = the row is left out. */
  readonly targets: Int32Array;
  readonly rejects: readonly Reject[];
  readonly findings: readonly Finding[];
  /** Pattern that the dates were read with, and why. */
  readonly dateFormat: string;
  readonly dateBecause: string;
  readonly confidenceScale: "percent" | "fraction" | null;
}
