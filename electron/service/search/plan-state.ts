import type { SearchOutcome } from "../../contract/search-outcome.ts";

/** Where an unfinished plan stands: enough to go on to the very result it would have had. */
export interface PlanState {
  readonly finished: readonly SearchOutcome[];
  /** Native state of the run after the finished ones; absent = it has not begun. */
  readonly current?: Uint8Array;
}
