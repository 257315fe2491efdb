import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Names of a dataset's strategies, a page at a time. */
export const datasetStrategies = defineMethod({
  name: "dataset.strategies",
  summary: "List the strategies of a dataset",
  job: false,
  request: z.object({
    dataset: z.string(),
    /** Only names with this text in them, in any case. */
    search: z.string().default(""),
    offset: z.number().int().nonnegative().default(0),
    limit: z.number().int().positive().max(1_000_000).default(1000),
  }),
  result: z.object({
    /** How many there are, or match. */
    total: z.number(),
    names: z.array(z.string()),
    /** Their places in the dataset. */
    places: z.instanceof(Uint32Array),
  }),
});
