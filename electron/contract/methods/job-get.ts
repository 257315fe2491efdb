import { z } from "zod";
import { jobView } from "../job-record.ts";
import { defineMethod } from "../method.ts";

/** One job, and its result if that was kept. */
export const jobGet = defineMethod({
  name: "job.get",
  summary: "Show a job and its result",
  job: false,
  request: z.object({ id: z.string(), withResult: z.boolean().default(false) }),
  result: z.object({ job: jobView, result: z.unknown() }),
});
