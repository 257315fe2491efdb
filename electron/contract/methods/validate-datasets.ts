import { z } from "zod";
import { defineMethod } from "../method.ts";
import { metricName } from "../metric-name.ts";
import { metricOptions } from "../metric-options.ts";
import { viewRequest } from "../view-request.ts";

/** Compares a dataset with another one: observations, strategies, every cell, and the metrics of every strategy. */
export const validateDatasets = defineMethod({
  name: "validate.datasets",
  summary: "Compare two datasets line by line",
  job: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** The other dataset; the steps of the view apply to both. */
    other: z.string().min(1),
    otherVersion: z.number().int().positive().optional(),
    /** Compared for every common strategy; all when left out, none when empty. */
    metrics: z.array(metricName).optional(),
    /** Relative; 1e-5 is the promised 0.001 percent. */
    tolerance: z.number().positive().max(1).default(1e-5),
    /** Most differences and names that are listed. */
    limit: z.number().int().nonnegative().max(100_000).default(200),
  }),
  result: z.object({
    /** Same observations, same strategies, and every cell and figure within the tolerance. */
    agrees: z.boolean(),
    parts: z.array(
      z.object({
        part: z.enum(["observations", "strategies", "cells", "metrics"]),
        compared: z.number().int(),
        agreeing: z.number().int(),
        /** Largest relative difference; infinite where one side has a value and the other none. */
        largest: z.number(),
      }),
    ),
    /** The largest ones first. */
    differences: z.array(
      z.object({
        part: z.enum(["cells", "metrics"]),
        strategy: z.string(),
        /** Observation ("2024-01-04 A") or metric. */
        at: z.string(),
        theirs: z.number(),
        ours: z.number(),
        relative: z.number(),
      }),
    ),
    differenceCount: z.number().int(),
    /** Strategies and observations of one side alone, at most `limit` each; the counts are in `parts`. */
    onlyHere: z.object({ strategies: z.array(z.string()), observations: z.array(z.string()) }),
    onlyThere: z.object({ strategies: z.array(z.string()), observations: z.array(z.string()) }),
    /** A Markdown report with room for a signature, LF. */
    report: z.string(),
  }),
});
