import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetSummary } from "./dataset-summary.ts";

/** Writes a dataset anew: fewer files, another compression or row-group size. The cells stay the same. */
export const datasetOptimize = defineMethod({
  name: "dataset.optimize",
  summary: "Rewrite the files of a dataset",
  job: true,
  request: z.object({
    dataset: z.string(),
    compression: z.enum(["snappy", "zstd", "gzip", "none"]).optional(),
    rowGroupStrategies: z.number().int().min(1).max(1_048_576).optional(),
    byteStreamSplit: z.boolean().optional(),
  }),
  result: z.object({ dataset: datasetSummary, bytesBefore: z.number(), bytesAfter: z.number() }),
});
