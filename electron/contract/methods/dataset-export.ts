import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Writes a dataset, or a part of it, to one file for other programs. */
export const datasetExport = defineMethod({
  name: "dataset.export",
  summary: "Export a dataset as Parquet, Arrow or CSV",
  job: true,
  request: z.object({
    dataset: z.string(),
    /** Absolute path; an existing file is replaced. */
    file: z.string(),
    /** wide: a row per observation and a column per strategy; strategy: a row per strategy. */
    layout: z.enum(["wide", "strategy"]).default("wide"),
    /** arrow: an IPC file (layout strategy) or IPC stream (layout wide). */
    format: z.enum(["parquet", "arrow", "csv"]).default("parquet"),
    /** Inclusive ISO dates. */
    from: z.string().optional(),
    to: z.string().optional(),
    strategies: z.array(z.string()).min(1).optional(),
    compression: z.enum(["snappy", "zstd", "gzip", "none"]).optional(),
  }),
  result: z.object({ file: z.string(), bytes: z.number(), observations: z.number(), strategies: z.number() }),
});
