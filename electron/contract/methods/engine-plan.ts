import { z } from "zod";
import { defineMethod } from "../method.ts";

/** What a session of a matrix will take on each usable backend, before it is opened. */
export const enginePlan = defineMethod({
  name: "engine.plan",
  summary: "Plan the memory of a matrix on each compute backend",
  job: false,
  request: z.object({
    strategies: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1),
    observations: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1),
    /** Rows that correlations are taken from, where they are others (zones); left out: the same. */
    correlationObservations: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1)
      .optional(),
    /** Limit to plan for in bytes, instead of the settings'. 0 = none. */
    memoryLimitBytes: z.number().int().nonnegative().optional(),
  }),
  result: z.object({
    plans: z.array(
      z.object({
        backend: z.string(),
        device: z.string(),
        installedBytes: z.number(),
        freeBytes: z.number(),
        /** Left to the driver, the desktop and other programs. */
        reserveBytes: z.number(),
        /** What the session may take. */
        budgetBytes: z.number(),
        parts: z.array(
          z.object({
            name: z.string(),
            bytes: z.number(),
            /** "always", or the operation during which it is held. */
            during: z.string(),
          }),
        ),
        /** The most that is held at a time: what is always there and the largest operation. */
        peakBytes: z.number(),
        /** False: the matrix stays with the host and is sent in panels. */
        resident: z.boolean(),
        /** Panels of a correlation pass; every pair of panels is passed once. */
        panels: z.number().int(),
        panelStrategies: z.number().int(),
        /** The plan in one sentence. */
        summary: z.string(),
      }),
    ),
  }),
});
