import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** What a dataset holds, without its cells: observations and what is known of them. */
export const datasetOpenSummary = defineMethod({
  name: "dataset.open-summary",
  summary: "Describe the observations of a dataset",
  job: false,
  request: z.object({ dataset: z.string(), version: z.number().int().positive().optional() }),
  result: z.object({
    dataset: datasetSummary,
    /** In the order of the matrix. */
    observations: z.array(
      z.object({
        date: z.string(),
        day: z.string(),
        zone: z.string().nullable(),
        startTime: z.string().nullable(),
        endTime: z.string().nullable(),
        marketRegime: z.string().nullable(),
        /** Percent. */
        confidence: z.number().nullable(),
        transitionThreshold: z.number().nullable(),
        capital: z.number().nullable(),
        sourceRow: z.number(),
      }),
    ),
    /** Distinct values, sorted; empty when no observation has one. */
    zones: z.array(z.string()),
    regimes: z.array(z.string()),
    /** Trading days. */
    dates: z.number(),
  }),
});
