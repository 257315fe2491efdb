import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** The versions of a dataset that can be put in force. */
export const datasetHistory = defineMethod({
  name: "dataset.history",
  summary: "List the versions of a dataset",
  job: false,
  request: z.object({ dataset: z.string() }),
  result: z.object({
    versions: z.array(
      z.object({
        version: z.number(),
        isCurrent: z.boolean(),
        parent: z.number().nullable(),
        /** null when the version's manifest is damaged. */
        dataset: datasetSummary.nullable(),
      }),
    ),
  }),
});
