import type { JobRecord } from "../../contract/job.ts";
import { newJob, withLog } from "./record.ts";
import type { JobStore } from "./store.ts";

/** What there is to do: a job to start now, the time until the next one may start, or nothing. */
type NextJob = { readonly job: JobRecord } | { readonly waitMs: number } | undefined;

/** The oldest queued job that may start. Jobs that `isRunning` knows are left alone. */
export async function nextJob(store: JobStore, isRunning: (id: string) => boolean): Promise<NextJob> {
  let waitMs = Number.POSITIVE_INFINITY;
  const ids = await store.ids("queue");
  for (const id of ids) {
    if (isRunning(id)) continue;
    const job = await store.read("queue", id);
    if (job?.state !== "queued") continue;
    if (job.after !== null) {
      const before = await store.read("history", job.after);
      if (before ? before.state !== "completed" : !ids.includes(job.after)) {
        await failOrphan(store, job);
        continue;
      }
      if (!before) continue;
    }
    const wait = job.notBefore === null ? 0 : Date.parse(job.notBefore) - Date.now();
    if (wait <= 0) return { job };
    waitMs = Math.min(waitMs, wait);
  }
  return Number.isFinite(waitMs) ? { waitMs } : undefined;
}

/** Fails a job whose predecessor did not complete. */
async function failOrphan(store: JobStore, job: JobRecord): Promise<void> {
  const message = `Job ${job.after}, which had to complete first, did not.`;
  await store.saveFinished(
    withLog(job, message, {
      state: "failed",
      finishedAt: new Date().toISOString(),
      problem: { code: "not-found", message, remedy: "Run that job again, then this one." },
    }),
  );
}

/**
 * Puts the queue in order after a process that worked on it died: a job that was finishing is finished, a job that was
 * running is queued again, or failed when that was its last attempt. `isApplied` knows jobs whose effect is there: one more
 * attempt finds that and completes them. Only the holder of the queue's lock may call it.
 */
export async function recoverJobs(
  store: JobStore,
  isApplied: (job: JobRecord) => Promise<boolean>,
): Promise<void> {
  for (const id of await store.ids("queue")) {
    if (await store.read("history", id)) {
      await store.dropQueued(id);
      continue;
    }
    const job = await store.read("queue", id);
    if (!job) await failUnreadable(store, id);
    if (job?.state !== "running") continue;
    if (job.attempts < job.maxAttempts || (await isApplied(job))) {
      const attempts = Math.min(job.attempts, job.maxAttempts - 1);
      await store.saveQueued(
        withLog(job, "The program ended while it ran; queued again.", { state: "queued", attempts }),
      );
      continue;
    }
    const message = "The program ended while the job ran, and that was its last attempt.";
    await store.saveFinished(
      withLog(job, message, {
        state: "failed",
        finishedAt: new Date().toISOString(),
        problem: { code: "internal", message },
      }),
    );
  }
}

/** Puts a record that is damaged out of the way and says so in the history; jobs that wait for it fail then. */
async function failUnreadable(store: JobStore, id: string): Promise<void> {
  const file = await store.setAside(id).catch(() => undefined);
  if (file === undefined) return;
  const message = `The record of job ${id} is damaged; the job was not run.`;
  const job = newJob({
    method: "unknown",
    title: "A job that cannot be read",
    request: null,
    source: "queue",
    maxAttempts: 1,
    after: null,
  });
  const problem = { code: "damaged" as const, message, file, remedy: "Submit it again." };
  const finishedAt = new Date().toISOString();
  await store.saveFinished(withLog({ ...job, id }, message, { state: "failed", finishedAt, problem }));
}

/** Takes a job that does not run out of the queue; undefined when it is not there any more. */
export async function cancelQueued(store: JobStore, id: string): Promise<JobRecord | undefined> {
  const job = await store.read("queue", id);
  if (!job) {
    await store.dropQueued(id);
    return undefined;
  }
  const finishedAt = new Date().toISOString();
  const cancelled = withLog(job, "Cancelled before it ran.", { state: "cancelled", finishedAt });
  await store.saveFinished(cancelled);
  return cancelled;
}
