import { existsSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import type { JobRecord, JobState, JobView } from "../../contract/job.ts";
import { encodeMessage } from "../../contract/messages/codec.ts";
import type { Method } from "../../contract/method.ts";
import { mapPlaces } from "../../contract/places.ts";
import { Problem } from "../../contract/problem.ts";
import { countOf } from "../../contract/text.ts";
import type { Progress } from "../../contract/transport.ts";
import { isHeld, takeLock } from "../disk/lock.ts";
import type { Settings } from "../settings/settings.ts";
import { Wake, workLoop } from "./loop.ts";
import { cancelQueued, recoverJobs } from "./queue-order.ts";
import { newJob, type Submission, shortfallOf, type WorkDone } from "./record.ts";
import { JobStore } from "./store.ts";
import { createFolderWatch } from "./watch-folder.ts";
import { type JobExecutor, JobWorker } from "./worker.ts";

/** What the queue needs from the service. */
export interface JobQueueOptions {
  readonly home: string;
  readonly settings: Settings;
  /** Checks a call without making it; throws Problem. Returns the method's summary. */
  check(method: string, request: unknown): string;
  /** What can be submitted. */
  readonly methods: readonly Method[];
  /** Whether the effect of a job is there, whatever its record says. */
  isApplied(job: JobRecord): Promise<boolean>;
  readonly execute: JobExecutor["execute"];
  readonly problemOf: JobExecutor["problemOf"];
  changed(): void;
}

interface WorkOptions {
  /** Goes on when the queue is empty, until the signal is aborted. */
  readonly forever: boolean;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

type CallMade = Pick<JobRecord, "method" | "title" | "request" | "startedAt" | "problem">;

/** Longer requests (characters of JSON) and results (bytes) of direct calls are not kept in the history. */
const largestKeptRequest = 64 * 1024;
const largestKeptResult = 2 ** 20;

/** The job queue under <home>/jobs, shared by all processes that use it; at most one of them works on it. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #store: JobStore;
  readonly #worker: JobWorker;
  readonly #wake = new Wake();
  /** Held by the process that works on the queue. */
  readonly #lockFile: string;
  readonly #lasting: ReadonlySet<string>;
  #isWorking = false;

  constructor(options: JobQueueOptions) {
    const { home, settings, execute, problemOf, changed, methods } = options;
    this.#options = options;
    this.#store = new JobStore(home);
    this.#lockFile = join(home, "jobs", "worker.lock");
    this.#lasting = new Set(methods.filter((one) => one.lasting).map((one) => one.name));
    this.#worker = new JobWorker(this.#store, {
      method: (name) => methods.find((one) => one.name === name),
      execute,
      problemOf,
      changed,
      get retryDelaySeconds() {
        return settings.get("jobs.retry_delay_s");
      },
      get timeoutSeconds() {
        return settings.get("jobs.timeout_s");
      },
    });
  }

  get methods(): readonly Method[] {
    return this.#options.methods;
  }

  /** Throws Problem "bad-request" when the method is unknown or refuses the request. */
  async submit(submission: Submission): Promise<JobRecord> {
    const { check, settings } = this.#options;
    const summary = check(submission.method, submission.request);
    if (submission.after !== undefined) await this.#store.find(submission.after);
    const job = newJob({
      method: submission.method,
      title: submission.title ?? summary,
      request: await this.#wholePaths(submission),
      source: submission.source ?? "queue",
      maxAttempts: submission.maxAttempts ?? settings.get("jobs.max_attempts"),
      after: submission.after ?? null,
    });
    await this.#store.saveQueued(job);
    this.#changed();
    return job;
  }

  /** The request with its paths from here: whoever works on it may stand in another folder. */
  async #wholePaths({ method, request }: Submission): Promise<unknown> {
    const schema = this.methods.find(({ name }) => name === method)?.request;
    if (!schema) return request;
    return mapPlaces(schema, request, (place, text) =>
      place === "dataset" || text === "" ? text : resolve(text),
    );
  }

  /** Newest first. */
  async list(states: readonly JobState[] | undefined, limit: number): Promise<JobView[]> {
    const ids = async (place: "queue" | "history") =>
      (await this.#store.ids(place)).map((id) => ({ place, id }));
    const places = [...(await ids("queue")), ...(await ids("history"))].sort((a, b) =>
      a.id < b.id ? 1 : -1,
    );
    const jobs = new Map<string, JobView>();
    for (const { place, id } of places) {
      if (jobs.size >= limit) break;
      const record = await this.#store.read(place, id);
      const isNews = record && (place === "history" || !jobs.has(id));
      if (isNews && (!states || states.includes(record.state))) jobs.set(id, this.#view(record));
    }
    return [...jobs.values()];
  }

  async get(id: string): Promise<JobView> {
    return this.#view(await this.#store.find(id));
  }

  async result(id: string): Promise<unknown> {
    const { hasResult } = await this.#store.find(id);
    return hasResult ? this.#store.result(id) : undefined;
  }

  /** Stops a job or takes it out of the queue; what another process runs, that process is asked to stop. */
  async cancel(id: string): Promise<JobRecord> {
    const job = await this.#store.find(id);
    if (job.finishedAt !== null && job.state !== "queued") {
      throw new Problem("bad-request", `Job ${id} has ended (${job.state}).`);
    }
    if (this.#worker.cancel(id)) return job;
    // Without the lock another process may just be starting it: then that process is asked.
    const release = this.#isWorking ? undefined : await takeLock(this.#lockFile);
    if (!release && !this.#isWorking) {
      await this.#store.askToCancel(id);
      return job;
    }
    try {
      return (await cancelQueued(this.#store, id)) ?? (await this.#store.find(id));
    } finally {
      await release?.();
      this.#changed();
    }
  }

  /** Submits the same call once more. What a completed one has written stays: the new one writes beside it. */
  async repeat(id: string): Promise<JobRecord> {
    const { method, request, title, maxAttempts, state } = await this.#store.find(id);
    const schema = this.methods.find((one) => one.name === method)?.request;
    const again =
      schema && state === "completed"
        ? await mapPlaces(schema, request, (place, path) => (place === "output" ? freePath(path) : path))
        : request;
    return this.submit({ method, request: again, title, maxAttempts });
  }

  /** Where the process is that works on the queue. */
  async worker(): Promise<"here" | "elsewhere" | "none"> {
    if (this.#isWorking) return "here";
    return (await isHeld(this.#lockFile)) ? "elsewhere" : "none";
  }

  /** Works on the queue; returns when it is empty, or with `forever` when the signal is aborted. Throws Problem "busy". */
  async work({ forever, signal, progress }: WorkOptions): Promise<WorkDone> {
    const release = this.#isWorking ? undefined : await takeLock(this.#lockFile);
    if (!release) {
      throw new Problem("busy", "Another program works on this job queue.", {
        remedy: "It does these jobs too; tessera jobs shows how far it is.",
      });
    }
    this.#isWorking = true;
    try {
      const { home, settings, isApplied } = this.#options;
      await recoverJobs(this.#store, isApplied);
      const worker = this.#worker;
      const scan = createFolderWatch({
        home,
        settings,
        submit: (submission) => this.submit(submission),
        refused: (title, request, error) =>
          this.#keepCall("watch-folder", {
            method: "dataset.import",
            title,
            request,
            startedAt: new Date().toISOString(),
            problem: this.#options.problemOf(error),
          }),
      });
      return await workLoop({
        store: this.#store,
        worker,
        concurrency: settings.get("jobs.concurrency"),
        history: { kept: settings.get("jobs.history"), bytes: settings.get("jobs.history_mb") * 1e6 },
        scanIntervalMs: settings.get("jobs.scan_interval_s") * 1000,
        forever,
        stop: signal,
        sleep: (milliseconds) => this.#wake.sleep(milliseconds, signal),
        async scan() {
          progress({
            stage: worker.count > 0 ? `Running ${countOf(worker.count, "job")}` : "Waiting for jobs",
          });
          await scan();
        },
      });
    } finally {
      this.#isWorking = false;
      await release();
    }
  }

  /** Adds a call that was made directly to the history, with its result where that lasts. Never throws. */
  record(call: CallMade, result?: unknown): Promise<void> {
    return this.#keepCall("call", call, result);
  }

  async #keepCall(source: JobRecord["source"], call: CallMade, result?: unknown): Promise<void> {
    const size = JSON.stringify(call.request ?? null).length;
    const request = size > largestKeptRequest ? { omitted: `${size} characters` } : call.request;
    const job = newJob({ ...call, request, source, maxAttempts: 1, after: null });
    const isCancelled = call.problem?.code === "cancelled";
    const state = isCancelled ? "cancelled" : call.problem ? "failed" : "completed";
    const kept = this.#lasting.has(call.method) ? encodeKept(result) : undefined;
    const problem = call.problem ?? shortfallOf(result);
    const startedAt = call.startedAt ?? job.createdAt;
    const record: JobRecord = {
      ...job,
      state,
      attempts: 1,
      createdAt: startedAt,
      startedAt,
      finishedAt: job.createdAt,
      problem,
      hasResult: kept !== undefined,
      log: [
        { at: startedAt, text: source === "call" ? "Asked for by hand." : "Found in the watch folder." },
        {
          at: job.createdAt,
          text: problem && !isCancelled ? `${endWords[state]}: ${problem.message}` : `${endWords[state]}.`,
        },
      ],
    };
    await this.#store.saveFinished(record, kept).catch(() => undefined);
    this.#options.changed();
  }

  #view(record: JobRecord): JobView {
    return {
      ...record,
      progress: this.#worker.progress(record.id),
      lasting: this.#lasting.has(record.method),
    };
  }

  /** Something was added or taken out: windows hear of it, and a loop that waits looks at once. */
  #changed(): void {
    this.#options.changed();
    this.#wake.now();
  }
}

const endWords = { cancelled: "Cancelled", failed: "Failed", completed: "Completed" } as const;

/** The path itself while nothing is there, else with the first free number: "results/a-2", "table-2.csv". */
function freePath(path: string): string {
  const ending = extname(path);
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? path : `${path.slice(0, path.length - ending.length)}-${n}${ending}`;
    if (!existsSync(tried)) return tried;
  }
}

/** The result as it is kept; undefined where there is none, or too much of it. */
function encodeKept(result: unknown): Uint8Array | undefined {
  if (result === undefined) return undefined;
  const encoded = encodeMessage(result);
  return encoded.byteLength <= largestKeptResult ? encoded : undefined;
}
