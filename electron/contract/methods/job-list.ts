import { z } from "zod";
import { jobState, jobView } from "../job-record.ts";
import { defineMethod } from "../method.ts";

/** The queue and the history, newest first. */
export const jobList = defineMethod({
  name: "job.list",
  summary: "List jobs: queued, running and finished",
  job: false,
  request: z.object({
    states: z.array(jobState).optional(),
    limit: z.number().int().min(1).max(10_000).default(200),
  }),
  result: z.object({
    jobs: z.array(jobView),
    /** A process works on the queue: this one, another one, or none. */
    worker: z.enum(["here", "elsewhere", "none"]),
  }),
});
