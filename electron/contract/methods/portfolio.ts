import { z } from "zod";
import { arrays } from "../arrays.ts";
import { defineMethod } from "../method.ts";
import { metricBasis, metricOptions } from "../metric-basis.ts";
import { metricName, profile } from "../metrics.ts";
import { datasetName, outputPath } from "../places.ts";
import { members, savedPortfolio, weightScheme, weights } from "../portfolio.ts";
import { objectiveOptions } from "../search.ts";
import { outOfSample } from "../verdict.ts";
import { viewRequest } from "../view.ts";

/** Fitness, as a search would give it, and report figures of one portfolio. */
export const portfolioScore = defineMethod({
  name: "portfolio.score",
  summary: "Score a portfolio: fitness, its parts and the report figures",
  job: false,
  request: viewRequest.extend({
    members,
    ...metricOptions.shape,
    ...objectiveOptions.shape,
  }),
  result: z.object({
    fitness: z.number(),
    /** The metric before the correlation penalty. */
    base: z.number(),
    /** Mean signed Pearson correlation of the pairs. */
    mean_correlation: z.number(),
    /** Currency, of the mean series. */
    roi: z.number(),
    max_drawdown: z.number(),
    ratio: z.number(),
    /** Fraction of the observations. */
    win_percentage: z.number(),
    profit_factor: z.number(),
    expectancy: z.number(),
    annualized_return: z.number(),
    sharpe: z.number(),
    sortino: z.number(),
    /** In force, currency; 0 = none. */
    drawdown_floor: z.number(),
    size: z.number().int(),
    profile,
    /**
     * Mean of the pairs' correlations, each over the observations that both members have. The same as mean_correlation
     * without missing cells; with them the fitness takes a missing cell as its strategy's mean.
     */
    mean_complete_correlation: z.number(),
    basis: metricBasis,
  }),
});

/** Everything drawn of one portfolio over time. */
export const portfolioSeries = defineMethod({
  name: "portfolio.series",
  summary: "Equity, drawdown, rolling Sharpe, distribution and all metrics of a portfolio",
  job: false,
  request: viewRequest.extend({
    members,
    weights,
    ...metricOptions.shape,
    /** Observations in a rolling window; a quarter of the rows, at least 10, when left out. */
    window: z.number().int().min(3).optional(),
    /** Bars of the distribution. */
    bins: z.number().int().min(4).max(500).default(30),
  }),
  result: z.object({
    /** ISO date per row. */
    dates: z.array(z.string()),
    /** Currency per row, running sum, distance below the running peak. */
    pnl: arrays.float64,
    equity: arrays.float64,
    drawdown: arrays.float64,
    /** Rows of the deepest drawdown; peak -1 = before the first, recovery -1 = not yet. */
    deepest: z.object({
      depth: z.number(),
      peak: z.number().int(),
      trough: z.number().int(),
      recovery: z.number().int(),
    }),
    rolling: z.object({ window: z.number().int(), dates: z.array(z.string()), sharpe: arrays.float64 }),
    histogram: z.object({ from: z.number(), to: z.number(), counts: arrays.float64 }),
    metrics: z.record(metricName, z.number()),
    basis: metricBasis,
  }),
});

/** Ways to weight the members of a portfolio, and which of them earned. */
export const portfolioWeights = defineMethod({
  name: "portfolio.weights",
  summary: "Four ways to weight the members of a portfolio, with what each earned out of sample",
  job: false,
  request: viewRequest.extend({
    members: members.max(1000),
    /** Most that believable weights give one of n members, times 1 / n; the setting sizing.weight_cap when left out. */
    cap: z.number().min(1).optional(),
  }),
  result: z.object({
    members: z.array(z.string()),
    /** In force. */
    cap: z.number(),
    schemes: z.array(
      z.object({
        scheme: weightScheme,
        /** Of all rows of the view, one per member, sum 1. */
        weights: arrays.float64,
        /** Believable Sharpe ratio a row of these weights, and what to expect (M). */
        value: z.number(),
        expected: z.number(),
        /** Members as they are, weights made from the rows before only; null with too few rows. */
        outOfSample: outOfSample.nullable(),
      }),
    ),
    /** The one with the highest Sharpe ratio out of sample; null with too few rows. */
    earned: weightScheme.nullable(),
    /** Rows out of sample. */
    rows: z.number().int(),
    sentence: z.string(),
  }),
});

const groups = z.array(
  z.object({
    name: z.string(),
    observations: z.number().int(),
    /** Kish's effective number under the confidence weights; the count where there is no confidence. */
    effective: z.number(),
    /** Currency. */
    total: z.number(),
    mean: z.number(),
    /** Mean under the confidence weights. */
    weightedMean: z.number(),
    std: z.number(),
    worst: z.number(),
    /** Fraction of the observations. */
    winRate: z.number(),
  }),
);

/** Where a portfolio earns and loses: by market regime, intraday zone, weekday. */
export const portfolioBreakdown = defineMethod({
  name: "portfolio.breakdown",
  summary: "P&L of a portfolio by regime, zone and weekday",
  job: false,
  request: viewRequest.extend({ members, weights }),
  result: z.object({ regimes: groups, zones: groups, weekdays: groups }),
});

/** The members of one portfolio: their own figures, and what each adds to it. */
export const portfolioMembers = defineMethod({
  name: "portfolio.members",
  summary: "Members of a portfolio with contributions and correlations",
  job: false,
  request: viewRequest.extend({
    members: members.max(2000),
    weights,
    ...metricOptions.shape,
    metrics: z
      .array(metricName)
      .min(1)
      .default(["roi", "max_drawdown", "ratio", "win_rate", "profit_factor", "sharpe"]),
  }),
  result: z.object({
    members: z.array(z.string()),
    /** Index among the strategies of the dataset. */
    index: arrays.uint32,
    weights: arrays.float64,
    metrics: z.array(metricName),
    /** One column per metric. */
    values: z.array(arrays.float64),
    /** Shares of the portfolio's P&L and variance; they sum to 1. NaN where the whole is 0. */
    pnlShare: arrays.float64,
    riskShare: arrays.float64,
    /** Mean correlation with the other members. */
    meanRho: arrays.float64,
    /** n x n, row-major. */
    rho: arrays.float64,
    dates: z.array(z.string()),
    /** members x rows, row-major, currency, not weighted. */
    pnl: arrays.float64,
    basis: metricBasis,
  }),
});

/**
 * The result folder that the replaced system made of a search, of portfolios that are given: one of each size, and each zone's.
 */
export const portfolioFiles = defineMethod({
  name: "portfolio.files",
  summary: "Write the replaced system's result folder for given portfolios",
  job: true,
  request: viewRequest.extend({
    portfolios: z
      .array(
        z.object({
          members,
          /** Put as its method into the files; "GIVEN" when left out. */
          method: z.string().min(1).max(40).optional(),
          /** Its zone: what is printed of this one. The first without a zone is that of all others. */
          zone: z.string().optional(),
        }),
      )
      .min(1)
      .max(1000),
    /** Also the summary and the portfolio of every intraday zone. */
    zones: z.boolean().default(false),
    out: outputPath(),
    ...objectiveOptions.shape,
  }),
  result: z.object({
    folder: z.string(),
    files: z.array(z.string()),
    /** Fitness of each portfolio of the whole, in the order of their sizes. */
    portfolios: z.array(z.object({ size: z.number().int(), fitness: z.number() })),
    zones: z.array(z.object({ name: z.string(), size: z.number().int(), fitness: z.number() })),
  }),
});

/** The portfolios that the user keeps. */
export const portfolioList = defineMethod({
  name: "portfolio.list",
  summary: "List saved portfolios",
  job: false,
  request: z.object({
    /** Of this dataset; of all when left out. */
    dataset: datasetName().optional(),
  }),
  result: z.object({
    /** Newest first. */
    portfolios: z.array(savedPortfolio),
    /** Files that are no portfolio; they are left as they are. */
    damaged: z.array(z.object({ file: z.string(), reason: z.string() })),
  }),
});

/** Keeps a portfolio, over an earlier one of the same id. */
export const portfolioSave = defineMethod({
  name: "portfolio.save",
  summary: "Save a portfolio",
  job: false,
  request: z.object({ portfolio: savedPortfolio }),
  result: z.object({ file: z.string() }),
});

/** Deletes a saved portfolio and answers with it: saving it again brings it back. */
export const portfolioDelete = defineMethod({
  name: "portfolio.delete",
  summary: "Delete a saved portfolio",
  job: false,
  request: z.object({ id: z.uuid() }),
  result: z.object({ portfolio: savedPortfolio }),
});
