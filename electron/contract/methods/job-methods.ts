import { z } from "zod";
import { defineMethod } from "../method.ts";

/** What can be put into the queue. */
export const jobMethods = defineMethod({
  name: "job.methods",
  summary: "List the methods that a job can call, with the schema of their requests",
  job: false,
  request: z.object({
    /** One method alone. */
    name: z.string().optional(),
  }),
  result: z.object({
    methods: z.array(
      z.object({
        name: z.string(),
        summary: z.string(),
        /** JSON Schema of the request. */
        request: z.unknown(),
      }),
    ),
  }),
});
