import { z } from "zod";
import { arrays } from "../arrays.ts";
import { kellyOptions } from "../kelly.ts";
import { defineMethod } from "../method.ts";
import { cellQuality } from "../metric-basis.ts";
import { members } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

/** Kelly fraction of each strategy by itself. */
export const kellyFractions = defineMethod({
  name: "kelly.fractions",
  summary: "Kelly fraction of every strategy",
  job: true,
  request: viewRequest.extend({ ...kellyOptions.shape, strategies: members.optional() }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Before multiplier, cap and confidence. */
    raw: arrays.float64,
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

/** How much to put on each member of a portfolio, what it risks, and whether growth agrees. */
export const kellyAllocate = defineMethod({
  name: "kelly.allocate",
  summary: "Size the members of a portfolio by Kelly",
  job: false,
  request: viewRequest.extend({
    ...kellyOptions.shape,
    members: members.max(1000),
    /** Currency. */
    capital: z.number().positive(),
    /** Most that the fractions may sum to; above it all are scaled down together. */
    leverage: z.number().positive().max(100).default(1),
    /** Round sizes down to multiples of this; 0 = not rounded. */
    lot: z.number().nonnegative().default(0),
  }),
  result: z.object({
    members: z.array(z.string()),
    fraction: arrays.float64,
    /** How many times the recorded position is traded, after leverage and lots. */
    size: arrays.float64,
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
    /** The multiple of this allocation that would grow fastest; below 1 the allocation is too large. */
    bestMultiple: z.number(),
    /** Growth at multiples of the allocation. */
    curve: z.object({ multiple: arrays.float64, growth: arrays.float64 }),
    /** Multi-strategy Kelly, covariance^-1 mean with the shrunk covariance: sizes, and the shrinkage used. */
    joint: z.object({ size: arrays.float64, shrinkage: z.number() }),
    cells: cellQuality,
  }),
});
