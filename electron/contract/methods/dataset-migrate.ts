import { z } from "zod";
import { defineMethod } from "../method.ts";
import { importOptions } from "./dataset-import-options.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Takes over files of the replaced system, checks every strategy against them, and writes a validation report. */
export const datasetMigrate = defineMethod({
  name: "dataset.migrate",
  summary: "Migrate a database dump or input folder of the replaced system",
  job: true,
  request: importOptions.extend({
    /** Dumps (COPY ... TO), CSV files, or an input folder. They are only read. */
    files: z.array(z.string()).min(1),
    dataset: z.string(),
    /** Where the report is written; below the data root when absent. */
    report: z.string().optional(),
  }),
  result: z.object({
    dataset: datasetSummary,
    report: z.string(),
    strategies: z.number(),
    /** Strategies whose totals differ by more than 1e-9; with any, the call fails instead. */
    differing: z.number(),
    seconds: z.number(),
  }),
});
