import { z } from "zod";
import { defineMethod } from "../method.ts";
import { importOptions } from "./dataset-import-options.ts";
import { datasetSummary } from "./dataset-summary.ts";
import { fileUnderstanding } from "./file-understanding.ts";

/** Turns CSV files into a dataset. Several files are joined side by side by date. Cancelling leaves nothing behind. */
export const datasetImport = defineMethod({
  name: "dataset.import",
  summary: "Import CSV files as a dataset",
  job: true,
  request: importOptions.extend({
    /** Absolute paths. A folder stands for the CSV files in it. */
    files: z.array(z.string()).min(1),
    dataset: z.string(),
    /** Make a new version when the dataset is there already; otherwise that is an error. */
    replace: z.boolean().default(false),
  }),
  result: z.object({
    dataset: datasetSummary,
    files: z.array(fileUnderstanding),
    seconds: z.number(),
  }),
});
