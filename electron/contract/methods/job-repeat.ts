import { z } from "zod";
import { jobRecord } from "../job-record.ts";
import { defineMethod } from "../method.ts";

/** Queues the same call again as a new job. */
export const jobRepeat = defineMethod({
  name: "job.repeat",
  summary: "Run a finished job again",
  job: false,
  request: z.object({ id: z.string() }),
  result: jobRecord,
});
