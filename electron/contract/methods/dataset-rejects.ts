import { z } from "zod";
import { defineMethod } from "../method.ts";

/** The ledger of cells that were not taken as written. */
export const datasetRejects = defineMethod({
  name: "dataset.rejects",
  summary: "List the cells of a dataset that were not taken as written",
  job: false,
  request: z.object({
    dataset: z.string(),
    offset: z.number().int().nonnegative().default(0),
    limit: z.number().int().positive().max(100_000).default(1000),
    /** Only cells of this column, by its name in the file or in the dataset. */
    column: z.string().optional(),
    reason: z.string().optional(),
  }),
  result: z.object({
    /** Cells by reason; all of them, also those that are not listed. */
    counts: z.record(z.string(), z.number()),
    /** Listed cells that match the request. */
    total: z.number(),
    rejects: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        byte: z.number().nullable(),
        row: z.number(),
        column: z.string(),
        strategy: z.string().nullable(),
        text: z.string(),
        reason: z.string(),
        /** What stands in the dataset instead; null = no value. */
        value: z.number().nullable(),
      }),
    ),
  }),
});
