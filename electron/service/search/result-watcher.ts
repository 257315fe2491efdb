import type { SearchOutcome } from "../../contract/search-result.ts";

/** Told what will be in the result as soon as it is certain, while the search goes on. A resumed search may not tell all. */
export interface ResultWatcher {
  /** The best of its size. */
  readonly portfolio: (best: SearchOutcome) => void;
  /** The best of all. */
  readonly best: (best: SearchOutcome) => void;
}
