import type { SearchOutcome } from "../../contract/search-result.ts";
import type { PlannedRun } from "./plan-runs.ts";

/** A run that was interrupted, with its native state. */
export interface InterruptedRun extends PlannedRun {
  readonly state: Uint8Array;
}

/** Where an unfinished plan stands: enough to go on to the very result it would have had. */
export interface PlanState {
  /** In the order in which they ended. */
  readonly finished: readonly SearchOutcome[];
  readonly interrupted: readonly InterruptedRun[];
}
