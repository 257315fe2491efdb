import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Reads every byte of a dataset and compares it with what was written; can make a damaged one anew from its source. */
export const datasetVerify = defineMethod({
  name: "dataset.verify",
  summary: "Check all files of a dataset, and repair it from its source",
  job: true,
  request: z.object({ dataset: z.string(), repair: z.boolean().default(false) }),
  result: z.object({
    dataset: datasetSummary,
    files: z.number(),
    bytes: z.number(),
    /** None = the dataset is as it was written. After a repair: what was wrong before. */
    faults: z.array(z.object({ file: z.string(), fault: z.string() })),
    repaired: z.boolean(),
  }),
});
