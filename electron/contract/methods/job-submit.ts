import { z } from "zod";
import { jobRecord } from "../job-record.ts";
import { defineMethod } from "../method.ts";

/** Puts a call into the queue. It is kept on disk before the answer comes. */
export const jobSubmit = defineMethod({
  name: "job.submit",
  summary: "Put a call into the job queue",
  job: false,
  request: z.object({
    method: z.string(),
    request: z.unknown(),
    title: z.string().max(200).optional(),
    /** The setting jobs.max_attempts when left out. */
    maxAttempts: z.number().int().min(1).max(100).optional(),
    /** Id of a job that must complete first. */
    after: z.string().optional(),
  }),
  result: jobRecord,
});
