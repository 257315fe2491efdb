import type { InputOf, ResultOf } from "../../electron/contract/method.ts";
import type { searchRun } from "../../electron/contract/methods/search.ts";
import type { zoneSearch } from "../../electron/contract/methods/zone.ts";
import type { ProblemReport } from "../../electron/contract/problem.ts";
import type { SearchRace } from "../../electron/contract/search-result.ts";
import { createStore } from "../state/store.ts";

interface RunOf<Kind extends string, M extends typeof searchRun | typeof zoneSearch> {
  readonly kind: Kind;
  readonly id: string;
  readonly dataset: string;
  readonly request: InputOf<M>;
  readonly state: "running" | "paused" | "done" | "failed" | "cancelled";
  /** What is being done, in the service's words. */
  readonly stage: string;
  /** 0..1, null while unknown. */
  readonly fraction: number | null;
  readonly race: SearchRace | null;
  readonly result: ResultOf<M> | null;
  readonly problem: ProblemReport | null;
}

/** A search on the rows of a view. */
export type RowsRun = RunOf<"rows", typeof searchRun>;
/** A search in every zone. */
export type ZonesRun = RunOf<"zones", typeof zoneSearch>;
export type SearchRun = RowsRun | ZonesRun;

/** The search of this window, running or last; it goes on while other screens are looked at. */
export const currentSearch = createStore<SearchRun | null>(null);
