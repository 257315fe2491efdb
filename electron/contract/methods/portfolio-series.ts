import { z } from "zod";
import { arrays } from "../arrays.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { metricBasis } from "../metric-basis.ts";
import { metricName } from "../metric-name.ts";
import { metricOptions } from "../metric-options.ts";
import { viewRequest } from "../view-request.ts";
import { weights } from "../weights.ts";

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
