import type { JobStore } from "./job-store.ts";
import { withLog } from "./with-log.ts";

/**
 * Puts the queue in order after a process that worked on it died: a job that was finishing is finished, a job that was
 * running is queued again, or failed when that was its last attempt. Only the holder of the queue's lock may call it.
 */
export async function recoverJobs(store: JobStore): Promise<void> {
  for (const id of await store.ids("queue")) {
    if (await store.read("history", id)) {
      await store.dropQueued(id);
      continue;
    }
    const job = await store.read("queue", id);
    if (job?.state !== "running") continue;
    if (job.attempts < job.maxAttempts) {
      await store.saveQueued(
        withLog(job, "The program ended while it ran; queued again.", { state: "queued" }),
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
