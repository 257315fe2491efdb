import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Works on the queue in this process until it is empty, or until it is cancelled. */
export const jobWork = defineMethod({
  name: "job.work",
  summary: "Work on the job queue",
  job: false,
  request: z.object({
    /** Go on when the queue is empty, and look at the watch folder. */
    forever: z.boolean().default(false),
  }),
  result: z.object({ completed: z.number(), failed: z.number(), cancelled: z.number() }),
});
