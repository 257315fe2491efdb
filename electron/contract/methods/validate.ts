import { z } from "zod";
import { defineMethod } from "../method.ts";
import { metricOptions } from "../metric-basis.ts";
import { metricName } from "../metrics.ts";
import { datasetName, inputPath } from "../places.ts";
import { viewRequest } from "../view.ts";

/** Compares a dataset with another one: observations, strategies, every cell, and the metrics of every strategy. */
export const validateDatasets = defineMethod({
  name: "validate.datasets",
  summary: "Compare two datasets line by line",
  job: true,
  lasting: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** The other dataset; the steps of the view apply to both. */
    other: datasetName(),
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

/** Compares results of the replaced system with ours, line by line. */
export const validateLegacy = defineMethod({
  name: "validate.legacy",
  summary: "Compare a result file or folder of the old system with this dataset",
  job: true,
  lasting: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /**
     * strategy_metrics.csv, a table of our metrics, a text of a best, zone or weighted-zones portfolio,
     * portfolio_composition CSV, execution_summary or search.json, a correlation matrix as CSV, or a run folder with them. The
     * weights of `rows` are those of weighted-zones texts.
     */
    path: inputPath(),
    /** Relative; 1e-5 is the promised 0.001 percent. */
    tolerance: z.number().positive().max(1).default(1e-5),
    /** Currency, of the old run; its files do not say it. */
    drawdownThreshold: z.number().nonnegative().default(0),
    /** Most differences that are listed. */
    limit: z.number().int().nonnegative().max(100_000).default(200),
  }),
  result: z.object({
    /** Everything that could be compared agrees, and something could. */
    agrees: z.boolean(),
    files: z.array(
      z.object({
        file: z.string(),
        kind: z.enum([
          "strategy-metrics",
          "best-portfolio",
          "zone-portfolio",
          "composition",
          "algorithms",
          "correlations",
          "not-compared",
        ]),
        /** Figures compared and agreeing. */
        compared: z.number().int(),
        agreeing: z.number().int(),
        /** Largest relative difference of a figure. */
        largest: z.number(),
        note: z.string(),
      }),
    ),
    differences: z.array(
      z.object({
        file: z.string(),
        item: z.string(),
        figure: z.string(),
        theirs: z.number(),
        ours: z.number(),
        relative: z.number(),
      }),
    ),
    differenceCount: z.number().int(),
    /** Strategies of the dataset that their metrics leave out (the old system's first strategy), at most `limit`. */
    leftOut: z.array(z.string()),
    leftOutCount: z.number().int(),
    /** Names of theirs that the dataset does not have, at most `limit`. */
    unknown: z.array(z.string()),
    unknownCount: z.number().int(),
    /** A Markdown report with room for a signature, LF. */
    report: z.string(),
  }),
});
