import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Puts an earlier (or later) version in force, in one step; no file is rewritten. */
export const datasetRollback = defineMethod({
  name: "dataset.rollback",
  summary: "Go back to another version of a dataset",
  job: false,
  request: z.object({
    dataset: z.string(),
    /** The version before the one in force when absent. */
    version: z.number().int().positive().optional(),
  }),
  result: z.object({ dataset: datasetSummary, from: z.number() }),
});
