import type { Manifest } from "./manifest.ts";
import type { StoredObservation } from "./stored-observation.ts";

/** What a new version says about itself, beyond what its files show. */
export interface VersionDraft
  extends Pick<
    Manifest,
    | "action"
    | "source"
    | "sources"
    | "strategies"
    | "mapping"
    | "missing"
    | "rejects"
    | "recordedRejects"
    | "findings"
  > {
  /** In the order of the matrix. */
  readonly observations: readonly StoredObservation[];
}
