import { z } from "zod";
import { arrays } from "../arrays.ts";
import { expectedSharpe } from "../expected.ts";
import { drawdownLimit, kellyEdge, kellyOptions, sizingForm } from "../kelly.ts";
import { defineMethod } from "../method.ts";
import { cellQuality } from "../metric-basis.ts";
import { members, weightScheme, weights } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

/** Kelly fraction of each strategy by itself. */
export const kellyFractions = defineMethod({
  name: "kelly.fractions",
  summary: "Kelly fraction of every strategy",
  job: true,
  request: viewRequest.extend({ ...kellyOptions.shape, strategies: members.optional() }),
  result: z.object({
    strategies: z.array(z.string()),
    /** The form's own figure before multiplier, cap and confidence: a fraction, or a multiple of the recorded size. */
    raw: arrays.float64,
    /** Of the capital, at risk. */
    fraction: arrays.float64,
    winProbability: arrays.float64,
    /** Currency, as positive sizes. */
    meanWin: arrays.float64,
    meanLoss: arrays.float64,
    /** What the confidence multiplied by; 1 when it was not asked for. */
    confidence: z.number(),
    cells: cellQuality,
  }),
});

/** What an allocation by one form comes to as a whole. */
const allocationTotals = z.object({
  form: sizingForm,
  /** Share of the capital that a mean loss of every member takes. */
  atRisk: z.number(),
  /** Currency: the worst recorded row of the whole. */
  worstRow: z.number(),
  /** Mean log growth a row over the recorded rows. */
  growth: z.number(),
  /** The capital would have been lost on a recorded row. */
  ruin: z.boolean(),
  /** Chance that the next rows fall by the drawdown of the limit. */
  chance: z.number(),
});

/** How much to put on each member of a portfolio, what it risks, and how likely that keeps a limit. */
export const kellyAllocate = defineMethod({
  name: "kelly.allocate",
  summary: "Size the members of a portfolio: honestly for a drawdown that may not be exceeded, or by Kelly",
  job: false,
  request: viewRequest.extend({
    ...kellyOptions.shape,
    /** The setting sizing.form when left out. */
    form: sizingForm.optional(),
    members: members.max(1000),
    /** Of the honest size, one per member, sum 1; Kelly forms size each member by itself. */
    weights,
    /** Weights made from the rows of the view, instead. */
    weighting: weightScheme.optional(),
    /** Currency; the setting analysis.capital when left out. */
    capital: z.number().positive().optional(),
    /** Most that the fractions at risk may sum to; above it all are scaled down together. */
    leverage: z.number().positive().max(100).optional(),
    /** Round sizes down to multiples of this; 0 = not rounded. */
    lot: z.number().nonnegative().optional(),
    ...drawdownLimit.shape,
    edge: kellyEdge.optional(),
    /** What a search says to expect of this portfolio; measured in the table when left out. */
    expected: expectedSharpe.pick({ sharpe: true, deviationRatio: true }).optional(),
  }),
  result: z.object({
    members: z.array(z.string()),
    form: sizingForm,
    /** In force, currency. */
    capital: z.number(),
    /** In force, summing to 1. */
    weights: arrays.float64,
    /** Of the capital, at risk, before lots. */
    fraction: arrays.float64,
    /** Currency: that share of the capital. */
    allotted: arrays.float64,
    /** How many times the recorded position is traded, after leverage and lots, and that in lots (NaN without). */
    size: arrays.float64,
    lots: arrays.float64,
    /**
     * Currency, at that size: mean loss of a losing observation (the mean win of a member that never lost), and the
     * worst observation.
     */
    atRisk: arrays.float64,
    worst: arrays.float64,
    /** Shares of the variance (Ledoit-Wolf covariance); they sum to 1. */
    riskShare: arrays.float64,
    /** Sum of the fractions before the leverage limit, and after it and the rounding to lots. */
    requested: z.number(),
    utilisation: z.number(),
    totalAtRisk: z.number(),
    worstDay: z.number(),
    /** Mean log growth per observation on the empirical distribution; -Infinity = ruin on some observation. */
    growth: z.number(),
    ruin: z.boolean(),
    /** The multiple of this allocation that would grow fastest; below 1 the allocation is too large. */
    bestMultiple: z.number(),
    /** Growth at multiples of the allocation. */
    curve: z.object({ multiple: arrays.float64, growth: arrays.float64 }),
    /** Multi-strategy Kelly, covariance^-1 mean with the shrunk covariance: sizes, and the shrinkage used. */
    joint: z.object({ size: arrays.float64, shrinkage: z.number() }),
    /** The limit in force and what paths of the next rows were drawn from. */
    limit: z.object({
      drawdown: z.number(),
      /** Currency. */
      amount: z.number(),
      chance: z.number(),
      horizon: z.number().int(),
      paths: z.number().int(),
      block: z.number().int(),
    }),
    /**
     * Sharpe ratios a row: expected of the portfolio in these weights, recorded; and the volatility to be expected over the
     * recorded.
     */
    expected: z.object({
      sharpe: z.number(),
      recorded: z.number(),
      /** From a search, or measured in the table. */
      from: z.enum(["search", "table"]),
      volatilityFactor: z.number(),
    }),
    /** Which edge the fractions rest on. */
    edge: kellyEdge,
    /** The honest size and every Kelly form under the same options, one beside the other. */
    forms: z.array(allocationTotals),
    /** What it comes to, and what to beware of. */
    sentences: z.array(z.string()),
    cells: cellQuality,
  }),
});
