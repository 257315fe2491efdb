import type { JobRecord } from "../../contract/job.ts";
import type { JobStore } from "./job-store.ts";
import { withLog } from "./with-log.ts";

/** What there is to do: a job to start now, the time until the next one may start, or nothing. */
export type NextJob = { readonly job: JobRecord } | { readonly waitMs: number } | undefined;

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
