import { z } from "zod";
import { arrays } from "../arrays.ts";
import { defineMethod } from "../method.ts";
import { metricBasis, metricOptions } from "../metric-basis.ts";
import { datasetName, inputPath } from "../places.ts";
import { members, weights } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

/** Metrics of every regime. */
export const regimeMetric = z.enum([
  "max_drawdown",
  "sharpe",
  "sortino",
  "profit_factor",
  "expectancy",
  "var_95",
]);

/** Market regimes of a dataset and what a filter would keep. The filter is tried, not enforced: nothing kept is no error. */
export const regimeSummary = defineMethod({
  name: "regime.summary",
  summary: "Market regimes, confidence and what a threshold keeps",
  job: false,
  request: viewRequest.extend({
    /** Whose P&L the figures are of; the mean of all strategies when left out. */
    members: members.optional(),
    weights,
    ...metricOptions.shape,
  }),
  result: z.object({
    observations: z.number().int(),
    kept: z.number().int(),
    /** Kish's effective number of the kept observations under their confidence weights. */
    effective: z.number(),
    /** Observations over the transition threshold asked for (0.5 when none is). */
    inTransition: z.number().int(),
    /** Observations per percent of confidence, 0..100; a confidence of 100 is in the last bin. */
    confidenceHistogram: arrays.float64,
    withoutConfidence: z.number().int(),
    regimes: z.array(
      z.object({
        name: z.string(),
        observations: z.number().int(),
        kept: z.number().int(),
        meanConfidence: z.number(),
        effective: z.number(),
        /** Of the kept observations, currency; NaN when none is kept. */
        total: z.number(),
        mean: z.number(),
        weightedMean: z.number(),
        std: z.number(),
        winRate: z.number(),
        /** Figures of the kept observations as a series of their own, under `basis`; NaN when none is kept. */
        metrics: z.record(regimeMetric, z.number()),
        /** Mean pairwise Pearson correlation of the members on the kept observations; NaN without members or rows. */
        meanRho: z.number(),
      }),
    ),
    /** Traps that were noticed: a threshold on the wrong scale, a filter without effect. */
    warnings: z.array(z.string()),
    basis: metricBasis,
  }),
});

/** Takes regimes from a separate series of bars (Date, Time, Market Regime, Confidence Score, Transition ...). */
export const regimeJoin = defineMethod({
  name: "regime.join",
  summary: "Join a separate regime series to a dataset by date and time window",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    /** CSV file of bars; confidence in percent or as a fraction, found from the whole column. */
    file: inputPath(),
    confidenceScale: z.enum(["detect", "fraction", "percent"]).default("detect"),
    /** What happens to observations without any bar in their window. */
    unmatched: z.enum(["keep", "clear"]).default("keep"),
  }),
  result: z.object({
    version: z.number().int(),
    bars: z.number().int(),
    matched: z.number().int(),
    unmatched: z.number().int(),
    confidenceScale: z.enum(["fraction", "percent"]),
    /** Observations per regime after the join. */
    regimes: z.record(z.string(), z.number().int()),
  }),
});
