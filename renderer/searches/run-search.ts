import type { InputOf } from "../../electron/contract/method.ts";
import { searchRun } from "../../electron/contract/methods/search-run.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { searchRace } from "../../electron/contract/search-race.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { tasks } from "../state/tasks.ts";
import { currentSearch, type SearchRun } from "./search-runs.ts";

let controller: AbortController | null = null;
let pausing = false;

function update(change: Partial<SearchRun>): void {
  currentSearch.set((present) => present && { ...present, ...change });
}

async function go(transport: Transport, request: InputOf<typeof searchRun>): Promise<void> {
  const own = new AbortController();
  controller = own;
  pausing = false;
  const task = tasks.begin("Searching", () => cancelSearch());
  try {
    const result = await transport.call(searchRun, request, {
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
    });
    update({ state: "done", result });
  } catch (error) {
    const problem =
      error instanceof Problem ? error.report : { code: "internal" as const, message: String(error) };
    if (problem.code === "cancelled") update({ state: pausing ? "paused" : "cancelled" });
    else update({ state: "failed", problem });
  } finally {
    task.end();
  }
}

/** Starts a search. Its files and its checkpoint lie below the data root, under the run's name. */
export function startSearch(transport: Transport, request: InputOf<typeof searchRun>): void {
  const stamp = new Date().toISOString().replaceAll(/[-:]|\..*/g, "");
  const id = `${request.dataset}-${stamp}`;
  const complete = { ...request, out: `results/${id}`, checkpoint: `checkpoints/${id}.json` };
  currentSearch.set({
    id,
    dataset: request.dataset,
    request: complete,
    state: "running",
    stage: "Starting",
    fraction: null,
    race: null,
    result: null,
    problem: null,
  });
  void go(transport, complete);
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
  void go(transport, run.request);
}

/** Ends the search. */
export function cancelSearch(): void {
  pausing = false;
  if (currentSearch.get()?.state === "paused") update({ state: "cancelled" });
  controller?.abort();
}
