import type { Observation } from "./observation.ts";

/** An observation with the place of its cells in the store. */
export interface StoredObservation extends Observation {
  /** Path of the Parquet file within the version's folder. */
  readonly part: string;
  /** Column of that file. */
  readonly column: string;
}
