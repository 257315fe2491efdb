import { z } from "zod";
import { arrays } from "../arrays.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { metricBasis } from "../metric-basis.ts";
import { metricName } from "../metric-name.ts";
import { metricOptions } from "../metric-options.ts";
import { viewRequest } from "../view-request.ts";
import { weights } from "../weights.ts";

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
