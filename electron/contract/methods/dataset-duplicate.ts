import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Makes a second dataset of the version in force; where the system can, no byte is copied. */
export const datasetDuplicate = defineMethod({
  name: "dataset.duplicate",
  summary: "Duplicate a dataset",
  job: false,
  request: z.object({ dataset: z.string(), to: z.string() }),
  result: z.object({ dataset: datasetSummary }),
});
