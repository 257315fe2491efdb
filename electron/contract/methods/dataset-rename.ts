import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Gives a dataset another name. */
export const datasetRename = defineMethod({
  name: "dataset.rename",
  summary: "Rename a dataset",
  job: false,
  request: z.object({ dataset: z.string(), to: z.string() }),
  result: z.object({ dataset: datasetSummary }),
});
