import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Brings a deleted dataset back. */
export const datasetRestore = defineMethod({
  name: "dataset.restore",
  summary: "Bring a deleted dataset back",
  job: false,
  request: z.object({
    /** Of an entry of the trash; or the name of a dataset, for the one that was deleted last. */
    id: z.string(),
    /** Another name than it had. */
    as: z.string().optional(),
  }),
  result: z.object({ dataset: datasetSummary }),
});
