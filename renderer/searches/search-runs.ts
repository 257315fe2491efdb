import type { InputOf } from "../../electron/contract/method.ts";
import type { searchRun } from "../../electron/contract/methods/search-run.ts";
import type { ProblemReport } from "../../electron/contract/problem.ts";
import type { SearchRace } from "../../electron/contract/search-race.ts";
import type { SearchResult } from "../../electron/contract/search-result.ts";
import { createStore } from "../state/create-store.ts";

export interface SearchRun {
  readonly id: string;
  readonly dataset: string;
  readonly request: InputOf<typeof searchRun>;
  readonly state: "running" | "paused" | "done" | "failed" | "cancelled";
  /** What is being done, in the service's words. */
  readonly stage: string;
  /** 0..1, null while unknown. */
  readonly fraction: number | null;
  readonly race: SearchRace | null;
  readonly result: SearchResult | null;
  readonly problem: ProblemReport | null;
}

/** The search of this window, running or last; it goes on while other screens are looked at. */
export const currentSearch = createStore<SearchRun | null>(null);
