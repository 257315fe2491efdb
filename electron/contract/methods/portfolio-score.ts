import { z } from "zod";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { metricBasis } from "../metric-basis.ts";
import { metricOptions } from "../metric-options.ts";
import { objectiveMetric } from "../objective-metric.ts";
import { profile } from "../profile.ts";
import { viewRequest } from "../view-request.ts";

/** Fitness and report figures of one portfolio; the profile is legacy unless another is asked for. */
export const portfolioScore = defineMethod({
  name: "portfolio.score",
  summary: "Score a portfolio: fitness, its parts and the report figures",
  job: false,
  request: viewRequest.extend({
    members,
    ...metricOptions.shape,
    metric: objectiveMetric.exclude(["enhanced", "hybrid"]).default("ratio"),
    /** Currency: below it the penalty of ratio and less_max_dd is halved. */
    drawdownThreshold: z.number().nonnegative().default(0),
    /** Weight of the mean correlation; 10, or 0.5 over weighted zones, when left out. */
    penaltyWeight: z.number().nonnegative().optional(),
    /** Currency: the ratio divides by at least this; 0 = the legacy rule for a zero drawdown. */
    drawdownFloor: z.number().nonnegative().default(0),
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
