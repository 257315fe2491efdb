import { z } from "zod";
import { arrays } from "../arrays.ts";
import { cellQuality } from "../cell-quality.ts";
import { correlationWeighting } from "../correlation-weighting.ts";
import { defineMethod } from "../method.ts";
import { pairMethod } from "../pair-method.ts";
import { viewRequest } from "../view-request.ts";

const pairs = z.object({
  a: arrays.uint32,
  b: arrays.uint32,
  rho: arrays.float64,
});

/** One streamed pass over all pairs of strategies; the matrix is never held. */
export const correlationSummary = defineMethod({
  name: "correlation.summary",
  summary: "Correlation of all pairs of strategies: distribution, extremes, per strategy",
  job: true,
  request: viewRequest.extend({
    pairMethod: pairMethod.default("pearson"),
    /** Absent: every observation counts alike. */
    weighting: correlationWeighting.optional(),
    /** What is left out comes from the settings. */
    bins: z.number().int().min(2).max(100_000).optional(),
    topPairs: z.number().int().nonnegative().max(1_000_000).optional(),
    threshold: z.number().min(0).max(1).optional(),
    thresholdPairs: z.number().int().nonnegative().max(100_000_000).optional(),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    pairs: z.number(),
    /** Observations that the figures rest on; Kish's effective number when they are weighted. */
    observations: z.number(),
    meanRho: z.number(),
    meanAbsRho: z.number(),
    /** Pairs per equal bin over -1..1. */
    histogram: arrays.float64,
    /** Per strategy, over its pairs with all others. */
    strategyMeanRho: arrays.float64,
    strategyMeanAbsRho: arrays.float64,
    strategyMaxAbsRho: arrays.float64,
    /** The pairs of largest rho, descending; indices into `strategies`. */
    top: pairs,
    threshold: z.number(),
    /** Pairs with |rho| at or over the threshold; the first of them are in `thresholdPairs`. */
    thresholdCount: z.number(),
    thresholdPairs: pairs,
    cells: cellQuality,
  }),
});
