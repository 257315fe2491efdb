import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Every dataset with its version in force, and what is in the trash. */
export const datasetList = defineMethod({
  name: "dataset.list",
  summary: "List the datasets",
  job: false,
  request: z.object({}),
  result: z.object({
    datasets: z.array(datasetSummary),
    trash: z.array(z.object({ id: z.string(), name: z.string(), deletedAt: z.string() })),
  }),
});
