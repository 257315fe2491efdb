import { z } from "zod";
import { defineMethod } from "../method.ts";

/** A rectangle of cells, as stored. */
export const datasetCells = defineMethod({
  name: "dataset.cells",
  summary: "Read cells of a dataset",
  job: false,
  request: z.object({
    dataset: z.string(),
    /** Inclusive ISO dates. */
    from: z.string().optional(),
    to: z.string().optional(),
    strategies: z.array(z.string()).min(1).max(10_000),
  }),
  result: z.object({
    dates: z.array(z.string()),
    zones: z.array(z.string().nullable()),
    strategies: z.array(z.string()),
    /** [observation][strategy]; NaN = no value. */
    cells: z.instanceof(Float64Array),
    /** Bytes read from the disk for it. */
    bytesRead: z.number(),
  }),
});
