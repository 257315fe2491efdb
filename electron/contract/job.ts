import { z } from "zod";
import { problemReport } from "./problem.ts";
import { progress } from "./transport.ts";

export const jobState = z.enum(["queued", "running", "completed", "failed", "cancelled"]);
export type JobState = z.infer<typeof jobState>;

/** One run of a method: what was asked, how far it is, how it ended. Times are ISO 8601 in UTC. */
export const jobRecord = z.object({
  /** Sorts by the time of creation. */
  id: z.string(),
  method: z.string(),
  /** For people. */
  title: z.string(),
  request: z.unknown(),
  /** Who asked: a person or script through the queue, the watch folder, or a direct call (history only). */
  source: z.enum(["queue", "watch-folder", "call"]),
  state: jobState,
  attempts: z.number().int().nonnegative(),
  maxAttempts: z.number().int().positive(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Not started before this time: the wait after a failed attempt. */
  notBefore: z.string().nullable(),
  /** Started when that job has completed; failed when it has not. */
  after: z.string().nullable(),
  /** Why the last attempt failed; of one that completed: what it could not put in place, see resultFiles. */
  problem: problemReport.nullable(),
  /** Outputs of the request at which nothing was when the attempt that runs began. */
  ownOutputs: z.array(z.string()).optional(),
  /** The result was kept and can be asked for. */
  hasResult: z.boolean(),
  /** What happened, oldest first. */
  log: z.array(z.object({ at: z.string(), text: z.string() })),
});
export type JobRecord = z.infer<typeof jobRecord>;

/** A record as a list shows it. */
export const jobView = jobRecord.extend({
  /** Live, while it runs in the answering process. */
  progress: progress.nullable(),
  /** What it makes stays, see Method. */
  lasting: z.boolean(),
});
export type JobView = z.infer<typeof jobView>;
