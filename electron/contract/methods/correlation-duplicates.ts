import { z } from "zod";
import { arrays } from "../arrays.ts";
import { cellQuality } from "../cell-quality.ts";
import { defineMethod } from "../method.ts";
import { metricName } from "../metric-name.ts";
import { metricOptions } from "../metric-options.ts";
import { viewRequest } from "../view-request.ts";

/** Strategies that are nearly the same as a better one. Nothing is removed from the dataset. */
export const correlationDuplicates = defineMethod({
  name: "correlation.duplicates",
  summary: "Keep the better of strategies that are nearly the same",
  job: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** Two strategies are nearly the same at this correlation or above. */
    threshold: z.number().min(0.1).max(1).default(0.99),
    /** The better one has the larger value; of max_drawdown and the like the smaller. */
    metric: metricName.default("ratio"),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Indices kept, ascending. */
    kept: arrays.uint32,
    /** Indices left out, ascending, and for each the kept one that it resembles, with their correlation. */
    removed: arrays.uint32,
    resembles: arrays.uint32,
    rho: arrays.float64,
    /** Pairs at or over the threshold. */
    pairs: z.number(),
    cells: cellQuality,
  }),
});
