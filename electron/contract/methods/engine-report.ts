import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Backends found, which one is used, and why the others are not. */
export const engineReport = defineMethod({
  name: "engine.report",
  summary: "List compute backends and say which is used and why",
  job: false,
  request: z.object({}),
  result: z.object({
    backends: z.array(
      z.object({
        name: z.string(),
        used: z.boolean(),
        reason: z.string(),
        version: z.string().nullable(),
        devices: z.array(
          z.object({
            name: z.string(),
            detail: z.string(),
            threadCount: z.number(),
            memoryBytes: z.number(),
            memoryFreeBytes: z.number(),
          }),
        ),
      }),
    ),
  }),
});
