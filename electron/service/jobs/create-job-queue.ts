import { join } from "node:path";
import type { JobRecord, JobView } from "../../contract/job.ts";
import type { Method } from "../../contract/method.ts";
import { Problem } from "../../contract/problem.ts";
import { takeLock } from "../disk/lock.ts";
import type { Settings } from "../settings/settings.ts";
import { cancelQueued } from "./cancel-queued.ts";
import type { JobQueue, Submission } from "./job-queue.ts";
import { JobStore } from "./job-store.ts";
import { type JobExecutor, JobWorker } from "./job-worker.ts";
import { newJob } from "./new-job.ts";
import { recoverJobs } from "./recover-jobs.ts";
import { Wake } from "./wake.ts";
import { createFolderWatch } from "./watch-folder.ts";
import { workLoop } from "./work-loop.ts";

export interface JobQueueOptions {
  readonly home: string;
  readonly settings: Settings;
  /** Checks a call without making it; throws Problem. Returns the method's summary. */
  check(method: string, request: unknown): string;
  readonly methods: readonly Method[];
  readonly execute: JobExecutor["execute"];
  readonly problemOf: JobExecutor["problemOf"];
  changed(): void;
}

const largestKeptRequest = 64 * 1024;

/** The queue under <home>/jobs. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { home, settings } = options;
  const store = new JobStore(home);
  const lockFile = join(home, "jobs", "worker.lock");
  const wake = new Wake();
  const worker = new JobWorker(store, {
    execute: options.execute,
    problemOf: options.problemOf,
    changed: options.changed,
    get retryDelaySeconds() {
      return settings.get("jobs.retry_delay_s");
    },
    get timeoutSeconds() {
      return settings.get("jobs.timeout_s");
    },
  });
  let isWorking = false;

  const lasting = new Set(options.methods.filter((one) => one.lasting).map((one) => one.name));
  const view = (record: JobRecord): JobView => ({
    ...record,
    progress: worker.progress(record.id),
    lasting: lasting.has(record.method),
  });

  const submit = async (submission: Submission): Promise<JobRecord> => {
    const summary = options.check(submission.method, submission.request);
    if (submission.after !== undefined) await store.find(submission.after);
    const job = newJob({
      method: submission.method,
      title: submission.title ?? summary,
      request: submission.request,
      source: submission.source ?? "queue",
      maxAttempts: submission.maxAttempts ?? settings.get("jobs.max_attempts"),
      after: submission.after ?? null,
    });
    await store.saveQueued(job);
    options.changed();
    wake.now();
    return job;
  };

  return {
    methods: options.methods,
    submit,
    async list(states, limit) {
      const places = [...(await ids("queue")), ...(await ids("history"))].sort((a, b) =>
        a.id < b.id ? 1 : -1,
      );
      const jobs = new Map<string, JobView>();
      for (const { place, id } of places) {
        if (jobs.size >= limit) break;
        const record = await store.read(place, id);
        const isNews = record && (place === "history" || !jobs.has(id));
        if (isNews && (!states || states.includes(record.state))) jobs.set(id, view(record));
      }
      return [...jobs.values()];
    },
    get: async (id) => view(await store.find(id)),
    async result(id) {
      const { hasResult } = await store.find(id);
      return hasResult ? store.result(id) : undefined;
    },
    async cancel(id) {
      const job = await store.find(id);
      if (job.finishedAt !== null && job.state !== "queued") {
        throw new Problem("bad-request", `Job ${id} has ended (${job.state}).`);
      }
      if (worker.cancel(id)) return job;
      // Without the lock another process may just be starting it: then that process is asked.
      const release = isWorking ? undefined : await takeLock(lockFile);
      if (!release && !isWorking) {
        await store.askToCancel(id);
        return job;
      }
      try {
        return (await cancelQueued(store, id)) ?? (await store.find(id));
      } finally {
        await release?.();
        options.changed();
        wake.now();
      }
    },
    async repeat(id) {
      const { method, request, title, maxAttempts } = await store.find(id);
      return submit({ method, request, title, maxAttempts });
    },
    async worker() {
      if (isWorking) return "here";
      const release = await takeLock(lockFile);
      await release?.();
      return release ? "none" : "elsewhere";
    },
    async work({ forever, signal, progress }) {
      const release = isWorking ? undefined : await takeLock(lockFile);
      if (!release) {
        throw new Problem("busy", "Another program works on this job queue.", {
          remedy: "It does these jobs too; tessera jobs shows how far it is.",
        });
      }
      isWorking = true;
      try {
        await recoverJobs(store);
        const scan = createFolderWatch({ home, settings, submit });
        return await workLoop({
          store,
          worker,
          concurrency: settings.get("jobs.concurrency"),
          history: settings.get("jobs.history"),
          scanIntervalMs: settings.get("jobs.scan_interval_s") * 1000,
          forever,
          stop: signal,
          sleep: (milliseconds) => wake.sleep(milliseconds, signal),
          async scan() {
            progress({ stage: worker.count > 0 ? `Running ${worker.count} jobs` : "Waiting for jobs" });
            await scan();
          },
        });
      } finally {
        isWorking = false;
        await release();
      }
    },
    async record(call) {
      const size = JSON.stringify(call.request ?? null).length;
      const request = size > largestKeptRequest ? { omitted: `${size} characters` } : call.request;
      const job = newJob({ ...call, request, source: "call", maxAttempts: 1, after: null });
      const isCancelled = call.problem?.code === "cancelled";
      const state = isCancelled ? "cancelled" : call.problem ? "failed" : "completed";
      await store
        .saveFinished({
          ...job,
          state,
          attempts: 1,
          startedAt: call.startedAt,
          finishedAt: job.createdAt,
          problem: call.problem,
        })
        .catch(() => undefined);
      options.changed();
    },
  };

  async function ids(place: "queue" | "history") {
    return (await store.ids(place)).map((id) => ({ place, id }));
  }
}
