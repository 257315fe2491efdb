import { setTimeout } from "node:timers/promises";
import type { JobRecord } from "../../contract/job.ts";
import { encodeMessage } from "../../contract/messages/codec.ts";
import type { Method } from "../../contract/method.ts";
import type { ProblemCode } from "../../contract/problem.ts";
import type { Progress } from "../../contract/transport.ts";
import { freeOutputs, removeOutputs } from "./outputs.ts";
import { shortfallOf, withLog } from "./record.ts";
import type { JobStore } from "./store.ts";

/** What the worker needs from the service. */
export interface JobExecutor {
  method(name: string): Method | undefined;
  execute(
    method: string,
    request: unknown,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: Progress) => void;
      readonly job: string;
    },
  ): Promise<unknown>;
  problemOf(error: unknown): NonNullable<JobRecord["problem"]>;
  readonly retryDelaySeconds: number;
  /** 0 = no limit. */
  readonly timeoutSeconds: number;
  changed(): void;
}

interface Running {
  readonly controller: AbortController;
  progress: Progress | null;
}

/** Between attempts to keep what a job came to. */
const shortestPauseSeconds = 0.1;
const longestPauseSeconds = 60;

/** Runs one job after another in this process and keeps what happens on disk. */
export class JobWorker {
  readonly #store: JobStore;
  readonly #executor: JobExecutor;
  readonly #running = new Map<string, Running>();

  constructor(store: JobStore, executor: JobExecutor) {
    this.#store = store;
    this.#executor = executor;
  }

  get count(): number {
    return this.#running.size;
  }

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  progress(id: string): Progress | null {
    return this.#running.get(id)?.progress ?? null;
  }

  /** Stops a job that runs here; false when none does. */
  cancel(id: string): boolean {
    const running = this.#running.get(id);
    running?.controller.abort("asked");
    return running !== undefined;
  }

  /**
   * Runs a queued job to its end and returns the record as it was saved: finished, or queued again for another attempt.
   * When `stop` is aborted the job goes back to the queue as if it had not been started.
   */
  async run(queued: JobRecord, stop: AbortSignal): Promise<JobRecord> {
    const controller = new AbortController();
    const running: Running = { controller, progress: null };
    this.#running.set(queued.id, running);
    try {
      const started = await this.#begin(queued);
      this.#executor.changed();
      const limit = this.#executor.timeoutSeconds;
      const signals = [stop, controller.signal, ...(limit > 0 ? [AbortSignal.timeout(limit * 1000)] : [])];
      try {
        const onProgress = (progress: Progress) => {
          running.progress = progress;
        };
        const signal = AbortSignal.any(signals);
        // It may have been stopped while its file was written; a method only hears of what comes later.
        signal.throwIfAborted();
        const result = await this.#executor.execute(started.method, started.request, {
          signal,
          onProgress,
          job: started.id,
        });
        const missing = shortfallOf(result);
        const finished = withLog(started, missing ? `Completed, but: ${missing.message}` : "Completed.", {
          state: "completed",
          finishedAt: new Date().toISOString(),
          problem: missing,
          hasResult: result !== undefined,
        });
        await this.#keep(finished, running, stop, result);
        return finished;
      } catch (error) {
        return await this.#afterFailure(started, error, { running, stop });
      }
    } finally {
      this.#running.delete(queued.id);
      this.#executor.changed();
    }
  }

  /** Says on the disk that an attempt runs, which has the places of its outputs to itself. */
  async #begin(queued: JobRecord): Promise<JobRecord> {
    const attempt = queued.attempts + 1;
    const begun = withLog(queued, `Attempt ${attempt} of ${queued.maxAttempts} started.`, {
      state: "running",
      attempts: attempt,
      startedAt: new Date().toISOString(),
      finishedAt: null,
      notBefore: null,
      problem: null,
    });
    const removed = await removeOutputs(queued.ownOutputs ?? []);
    const words = `Taken away, of the attempt that was cut off: ${removed.join(", ")}`;
    const ownOutputs = await freeOutputs(this.#executor.method(queued.method), queued.request);
    const started = { ...(removed.length > 0 ? withLog(begun, words) : begun), ownOutputs };
    await this.#store.saveQueued(started);
    return started;
  }

  /**
   * Saves what a job came to: its end, or that it waits for another attempt. On a full disk it waits for room: what is done
   * must not be done again, and a job that the disk says is running would be looked at by nobody before the next start.
   */
  async #keep(record: JobRecord, running: Running, stop: AbortSignal, result?: unknown): Promise<void> {
    const encoded = result === undefined ? undefined : encodeMessage(result);
    for (let attempt = 0; ; attempt++) {
      try {
        if (record.state === "queued") return await this.#store.saveQueued(record);
        return await this.#store.saveFinished(record, encoded);
      } catch (error) {
        if (stop.aborted) throw error;
        const { message } = this.#executor.problemOf(error);
        running.progress = { stage: "What it came to cannot be kept yet", detail: message };
        const seconds = Math.max(shortestPauseSeconds, this.#executor.retryDelaySeconds) * 2 ** attempt;
        await pause(Math.min(longestPauseSeconds, seconds), stop);
      }
    }
  }

  async #afterFailure(
    job: JobRecord,
    error: unknown,
    { running, stop }: { readonly running: Running; readonly stop: AbortSignal },
  ): Promise<JobRecord> {
    const problem = this.#executor.problemOf(error);
    const finishedAt = new Date().toISOString();
    if (running.controller.signal.aborted) {
      const cancelled = withLog(job, "Cancelled.", { state: "cancelled", finishedAt, problem });
      await this.#keep(cancelled, running, stop);
      return cancelled;
    }
    if (stop.aborted) {
      const attempts = job.attempts - 1;
      const back = withLog(job, "Stopped with the program; back in the queue.", {
        state: "queued",
        attempts,
        ownOutputs: undefined,
      });
      await this.#store.saveQueued(back);
      return back;
    }
    const seconds = this.#executor.timeoutSeconds;
    const isTimeout = problem.code === "cancelled";
    const why = isTimeout ? `It took longer than ${seconds} s and was stopped.` : problem.message;
    const delay = retryDelay(
      isTimeout ? "busy" : problem.code,
      job.attempts,
      job.maxAttempts,
      this.#executor.retryDelaySeconds,
    );
    if (delay === undefined) {
      const end = job.attempts > 1 ? ` Given up after ${job.attempts} attempts.` : "";
      const failed = withLog(job, `Failed: ${why}${end}`, { state: "failed", finishedAt, problem });
      await this.#keep(failed, running, stop);
      return failed;
    }
    const again = withLog(job, `Failed: ${why} Next attempt in ${delay} s.`, {
      state: "queued",
      notBefore: new Date(Date.now() + delay * 1000).toISOString(),
      problem,
      ownOutputs: undefined,
    });
    await this.#keep(again, running, stop);
    return again;
  }
}

/** Failures that the same request may not meet again: the rest is wrong with the request itself. */
const passing: ReadonlySet<ProblemCode> = new Set([
  "unreadable",
  "busy",
  "disk-full",
  "out-of-memory",
  "out-of-device-memory",
  "device-lost",
  "internal",
]);

const longestWaitSeconds = 3600;

/**
 * Seconds to wait before the next attempt, or undefined to give up. The wait doubles with each attempt and ends at an
 * hour, so that a queue which cannot be worked on costs nothing.
 */
function retryDelay(
  code: ProblemCode,
  attempts: number,
  maxAttempts: number,
  firstWaitSeconds: number,
): number | undefined {
  if (!passing.has(code) || attempts >= maxAttempts) return undefined;
  return Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (attempts - 1));
}

/** Waits, or until `stop` is aborted. */
function pause(seconds: number, stop: AbortSignal): Promise<void> {
  return setTimeout(1000 * seconds, undefined, { signal: stop, ref: false }).catch(() => undefined);
}
