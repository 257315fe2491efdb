import { z } from "zod";
import { arrays } from "../arrays.ts";
import { beliefName } from "../expected.ts";
import { defineMethod } from "../method.ts";
import { metricBasis, metricOptions, metricProvenance } from "../metric-basis.ts";
import { metricName } from "../metrics.ts";
import { members } from "../portfolio.ts";
import { recordLuck, universeLuck } from "../verdict.ts";
import { inversionRule, viewRequest } from "../view.ts";

/** Any metrics of any strategies, as columns. */
export const strategyMetrics = defineMethod({
  name: "strategy.metrics",
  summary: "Metrics of every strategy",
  job: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** Which metrics, in this order; all when left out. */
    metrics: z.array(metricName).optional(),
    /** Which strategies, in this order; all when left out. */
    strategies: members.optional(),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    metrics: z.array(metricName),
    /** One column per metric, in order; one value per strategy. NaN = not defined. */
    values: z.array(arrays.float64),
    basis: metricBasis,
    /** One record per metric, in order. */
    provenance: z.array(metricProvenance),
  }),
});

/** Metrics of all strategies. */
export const metricsOfAll = strategyMetrics.request.omit({ strategies: true });

/** What is believed of every strategy, as columns. */
export const strategyBelieved = defineMethod({
  name: "strategy.believed",
  summary: "Believable Sharpe ratio, family and believable correlation of every strategy",
  job: false,
  request: viewRequest.extend({
    /** Which strategies, in this order; all when left out. The whole table is judged either way. */
    strategies: members.optional(),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    figures: z.array(beliefName),
    /** One column per figure, in order; one value per strategy. */
    values: z.array(arrays.float64),
    /** True: with so few rows or strategies theta is mean / deviation marked down to its mean. */
    few: z.boolean(),
  }),
});

/** Is there anything to find among the strategies, before any search? Null where there are fewer than 30 rows. */
export const strategyUniverse = defineMethod({
  name: "strategy.universe",
  summary: "Whether the best strategies are better than luck makes them",
  job: false,
  request: viewRequest.extend({
    /** Strategies that are looked at together; left out: the largest size of a search. */
    size: z.number().int().min(1).max(10_000).optional(),
    seed: z.number().int().nonnegative().optional(),
  }),
  result: z.object({ universe: universeLuck.nullable(), ...recordLuck.shape }),
});

/** Equity curves of strategies, thinned for a table's sparklines. */
export const strategyCurves = defineMethod({
  name: "strategy.curves",
  summary: "Thinned equity curves of chosen strategies",
  job: false,
  request: viewRequest.extend({
    strategies: members.max(2000),
    /** Most points per curve. */
    points: z.number().int().min(2).max(5000).default(60),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    points: z.number().int(),
    /** strategies x points, row-major, currency; the last point is the total. */
    equity: arrays.float32,
  }),
});

/** What ULTA would invert, with the figures of its report. Nothing is changed. */
export const strategyUlta = defineMethod({
  name: "strategy.ulta",
  summary: "List the strategies that ULTA inverts and why",
  job: false,
  request: viewRequest.extend({
    ulta: inversionRule.default({ kind: "sum" }),
    workbook: z.boolean().default(false),
  }),
  result: z.object({
    examined: z.number().int(),
    inversions: z.array(
      z.object({
        index: z.number().int(),
        name: z.string(),
        /** Currency; "worst" is the smallest single row, which the replaced system called drawdown. */
        originalRoi: z.number(),
        invertedRoi: z.number(),
        originalWorst: z.number(),
        invertedWorst: z.number(),
        originalRatio: z.number(),
        invertedRatio: z.number(),
        negativeRows: z.number().int(),
      }),
    ),
    /** inversion_report.md as the replaced system wrote it, LF. */
    legacyReport: z.string(),
    /** The table of the later generations, LF. */
    tableReport: z.string(),
    /** Blocks of the enhanced job processors and of the last generation, LF. */
    arrowsReport: z.string(),
    blocksReport: z.string(),
    /** XLSX with the sheets Summary and Inverted Strategies; absent unless asked for. */
    workbook: arrays.uint8.optional(),
  }),
});
