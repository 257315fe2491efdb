import type { JobRecord } from "../../contract/job.ts";
import { cancelQueued, nextJob } from "./queue-order.ts";
import type { WorkDone } from "./record.ts";
import type { JobStore } from "./store.ts";
import type { JobWorker } from "./worker.ts";

interface LoopOptions {
  readonly store: JobStore;
  readonly worker: JobWorker;
  readonly concurrency: number;
  /** Finished jobs that are kept: at most so many, and so much of them. */
  readonly history: { readonly kept: number; readonly bytes: number };
  readonly scanIntervalMs: number;
  readonly forever: boolean;
  readonly stop: AbortSignal;
  /** Resolves early when something was submitted or cancelled here. */
  sleep(milliseconds: number): Promise<void>;
  /** Called on every turn: looks at the watch folder. */
  scan(): Promise<void>;
}

const longestPauseMs = 5 * 60_000;

/**
 * Starts jobs as they may start, until the queue is empty or `stop` is aborted. When the folder of the queue itself fails
 * (no permission, disk full), the loop waits longer and longer instead of trying again at once.
 */
export async function workLoop(options: LoopOptions): Promise<WorkDone> {
  const { store, worker, stop } = options;
  const done: WorkDone = { completed: 0, failed: 0, cancelled: 0 };
  const started = new Set<Promise<void>>();
  // Turns and runs in a row that could not read or write the queue.
  let failures = 0;

  const start = (job: JobRecord) => {
    const run = worker
      .run(job, stop)
      .then(({ state }) => {
        failures = 0;
        if (state === "completed" || state === "failed" || state === "cancelled") done[state]++;
      })
      .catch(() => {
        failures++;
      })
      .finally(() => started.delete(run));
    started.add(run);
  };
  /** One look at the queue; false when there is nothing left to do. */
  const turn = async (): Promise<boolean> => {
    await options.scan();
    for (const id of await store.cancelAsked()) if (!worker.cancel(id)) await cancelQueued(store, id);
    const next = await nextJob(store, (id) => worker.isRunning(id));
    if (next && "job" in next && worker.count < options.concurrency) {
      start(next.job);
      return true;
    }
    if (!next && worker.count === 0 && !options.forever) return false;
    const pause =
      next && "waitMs" in next ? Math.min(next.waitMs, options.scanIntervalMs) : options.scanIntervalMs;
    await Promise.race([options.sleep(pause), ...started]);
    if (started.size === 0) await store.prune(options.history);
    return true;
  };

  while (!stop.aborted) {
    if (failures > 0) await options.sleep(Math.min(longestPauseMs, options.scanIntervalMs * 2 ** failures));
    if (stop.aborted) break;
    try {
      if (!(await turn())) break;
    } catch {
      failures++;
    }
  }
  await Promise.all(started);
  await store.prune(options.history).catch(() => undefined);
  return done;
}

/** A sleep that others can end early, and that is never longer than it must be. */
export class Wake {
  #end: (() => void) | undefined;

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener("abort", end, { once: true });
      this.#end = end;
    });
  }

  now(): void {
    this.#end?.();
  }
}
