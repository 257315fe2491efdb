import { z } from "zod";

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
