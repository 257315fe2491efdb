import type { InputOf } from "../../electron/contract/method.ts";
import { searchRun } from "../../electron/contract/methods/search.ts";
import { zoneSearch } from "../../electron/contract/methods/zone.ts";
import { problemOf } from "../../electron/contract/problem.ts";
import { searchRace } from "../../electron/contract/search-result.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { tasks } from "../state/tasks.ts";
import { currentSearch, type RowsRun, type SearchRun, type ZonesRun } from "./search-runs.ts";

let controller: AbortController | null = null;
let pausing = false;

type Latest = Pick<SearchRun, "state" | "stage" | "fraction" | "race" | "problem" | "result">;

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
      update({
        stage: progress.stage,
        fraction: progress.fraction ?? null,
        ...(race.success ? { race: race.data } : {}),
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
