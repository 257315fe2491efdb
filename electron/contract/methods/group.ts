import { z } from "zod";
import { arrays } from "../arrays.ts";
import { defineMethod } from "../method.ts";
import { profile } from "../metrics.ts";
import { members } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

/**
 * Figures of one strategy in one group of observations (a regime, a zone, a weekday), in the order of the engine's ids.
 * Definitions and units are in docs/metrics.md.
 */
export const groupStatistic = z.enum([
  "observations",
  "effective",
  "total",
  "mean",
  "weighted_mean",
  "std",
  "worst",
  "best",
  "win_rate",
  "profit_factor",
  "max_drawdown",
  "mean_over_std",
  "t_value",
]);
export type GroupStatistic = z.infer<typeof groupStatistic>;

/** What observations are sorted into groups by. */
export const groupBy = z.enum(["regime", "zone", "weekday"]);
export type GroupBy = z.infer<typeof groupBy>;

/**
 * Statistics of every strategy in every market regime, intraday zone or weekday. Regimes: the observations that the view
 * keeps, as stored, as in regime.summary. Zones: the dates' zone sums, as in zone.summary. Weekdays: the rows of the view.
 */
export const groupStrategies = defineMethod({
  name: "group.strategies",
  summary: "Statistics of every strategy by market regime, zone or weekday",
  job: true,
  request: viewRequest.extend({
    by: groupBy,
    /** Which statistics, in this order; all when left out. */
    statistics: z.array(groupStatistic).min(1).optional(),
    /** Which strategies, in this order; all when left out. */
    strategies: members.optional(),
    /** legacy: the running peak of drawdowns starts at the first equity value, else at 0. Left out: the setting. */
    profile: profile.optional(),
  }),
  result: z.object({
    by: groupBy,
    strategies: z.array(z.string()),
    groups: z.array(
      z.object({
        name: z.string(),
        /** Rows of the group. */
        observations: z.number().int(),
      }),
    ),
    /** Rows that belong to no group. */
    ungrouped: z.number().int(),
    statistics: z.array(groupStatistic),
    /** Statistic by statistic one column per group; one value per strategy. NaN = not defined. */
    values: z.array(arrays.float64),
    /** One column per statistic: of all rows that belong to a group. */
    whole: z.array(arrays.float64),
    profile,
  }),
});
