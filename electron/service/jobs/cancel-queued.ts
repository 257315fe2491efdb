import type { JobRecord } from "../../contract/job.ts";
import type { JobStore } from "./job-store.ts";
import { withLog } from "./with-log.ts";

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
