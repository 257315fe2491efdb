import { z } from "zod";
import { jobRecord } from "../job-record.ts";
import { defineMethod } from "../method.ts";

/** Takes a queued job out, or stops a running one, also one that another process runs. */
export const jobCancel = defineMethod({
  name: "job.cancel",
  summary: "Cancel a queued or running job",
  job: false,
  request: z.object({ id: z.string() }),
  result: jobRecord,
});
