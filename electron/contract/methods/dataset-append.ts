import { z } from "zod";
import { defineMethod } from "../method.ts";
import { importOptions } from "./dataset-import-options.ts";
import { datasetSummary } from "./dataset-summary.ts";
import { fileUnderstanding } from "./file-understanding.ts";

/** Adds new days to a dataset: new files beside those it has. What is not said is done as in its import. */
export const datasetAppend = defineMethod({
  name: "dataset.append",
  summary: "Append the rows of CSV files to a dataset",
  job: true,
  request: importOptions.extend({
    files: z.array(z.string()).min(1),
    dataset: z.string(),
    /** Rows of a date (and zone) that is there already: an error, left out, or observations of their own. */
    overlap: z.enum(["refuse", "skip", "keep"]).default("refuse"),
  }),
  result: z.object({
    dataset: datasetSummary,
    files: z.array(fileUnderstanding),
    /** Observations that were added. */
    added: z.number(),
    seconds: z.number(),
  }),
});
