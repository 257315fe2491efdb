import type { ExpectedSharpe } from "../../electron/contract/expected.ts";
import type { InputOf, ResultOf } from "../../electron/contract/method.ts";
import { searchRun } from "../../electron/contract/methods/search.ts";
import { zoneSearch } from "../../electron/contract/methods/zone.ts";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import { type SearchRace, searchChosen, searchRace } from "../../electron/contract/search-result.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { createStore } from "../state/store.ts";
import { tasks } from "../state/tasks.ts";

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
  /** What to expect of the choice, as soon as there is one and as far as it is known. */
  readonly expected: ExpectedSharpe | null;
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

let controller: AbortController | null = null;
let pausing = false;

type Latest = Pick<SearchRun, "state" | "stage" | "fraction" | "race" | "expected" | "problem" | "result">;

function update(change: Partial<Latest>): void {
  currentSearch.set((present) => present && ({ ...present, ...change } as SearchRun));
}

async function go(transport: Transport, run: SearchRun): Promise<void> {
  const own = new AbortController();
  controller = own;
  pausing = false;
  const task = tasks.begin("Searching", () => cancelSearch());
  const options: Parameters<Transport["call"]>[2] = {
    signal: own.signal,
    onProgress(progress) {
      task.update(progress);
      const race = searchRace.safeParse(progress.live);
      const chosen = searchChosen.safeParse(progress.live);
      update({
        stage: progress.stage,
        fraction: progress.fraction ?? null,
        ...(race.success ? { race: race.data } : {}),
        ...(chosen.success ? { expected: chosen.data.expected } : {}),
      });
    },
  };
  try {
    const result =
      run.kind === "rows"
        ? await transport.call(searchRun, run.request, options)
        : await transport.call(zoneSearch, run.request, options);
    update({ state: "done", result });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "cancelled") update({ state: pausing ? "paused" : "cancelled" });
    else update({ state: "failed", problem });
  } finally {
    task.end();
  }
}

/** A name for a run of now, that its files get too. */
const runName = (dataset: string): string =>
  `${dataset}-${new Date().toISOString().replaceAll(/[-:]|\..*/g, "")}`;

const untouched = {
  state: "running",
  stage: "Starting",
  fraction: null,
  race: null,
  expected: null,
  result: null,
  problem: null,
} as const;

/** Starts a search. Its files and its checkpoint lie below the data root, under the run's name. */
export function startSearch(transport: Transport, request: InputOf<typeof searchRun>): void {
  const { dataset } = request;
  const id = runName(dataset);
  const complete = { ...request, out: `results/${id}`, checkpoint: `checkpoints/${id}.json` };
  const run: RowsRun = { ...untouched, kind: "rows", id, dataset, request: complete };
  currentSearch.set(run);
  void go(transport, run);
}

/** Starts a search in every zone. It keeps no checkpoint, so it cannot be paused. */
export function startZoneSearch(transport: Transport, request: InputOf<typeof zoneSearch>): void {
  const { dataset } = request;
  const id = runName(dataset);
  const run: ZonesRun = {
    ...untouched,
    kind: "zones",
    id,
    dataset,
    request: { ...request, out: `results/${id}` },
  };
  currentSearch.set(run);
  void go(transport, run);
}

/** Stops the search and keeps its state, so that it can go on from there. */
export function pauseSearch(): void {
  pausing = true;
  controller?.abort();
}

export function resumeSearch(transport: Transport): void {
  const run = currentSearch.get();
  if (run?.state !== "paused") return;
  update({ state: "running" });
  void go(transport, run);
}

/** Ends the search. */
export function cancelSearch(): void {
  pausing = false;
  if (currentSearch.get()?.state === "paused") update({ state: "cancelled" });
  controller?.abort();
}
