import { z } from "zod";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";
import { weights } from "../weights.ts";

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
