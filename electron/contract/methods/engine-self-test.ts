import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Computes figures that other libraries' test suites publish, on every usable backend, and compares. */
export const engineSelfTest = defineMethod({
  name: "engine.self-test",
  summary: "Check the compute backends against published figures",
  job: false,
  request: z.object({}),
  result: z.object({
    backends: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        seconds: z.number(),
        checks: z.array(
          z.object({
            name: z.string(),
            /** Where the expected figure was published, or how it is known. */
            source: z.string(),
            expected: z.number(),
            /** Null when the backend answered an error, which is in `problem`. */
            computed: z.number().nullable(),
            tolerance: z.number(),
            passed: z.boolean(),
            problem: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
});
