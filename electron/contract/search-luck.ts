import { z } from "zod";

const period = z.object({
  observations: z.number().int(),
  firstDate: z.string(),
  lastDate: z.string(),
  fitness: z.number(),
  roi: z.number(),
  max_drawdown: z.number(),
  /** Per observation, not annualised. */
  sharpe: z.number(),
});

/** How much of a result is luck. */
export const searchLuck = z.object({
  /**
   * Probability that the true Sharpe ratio is above what the best of so many tries would show without any skill
   * (Bailey and Lopez de Prado 2014).
   */
  deflatedSharpe: z.number(),
  /** Of the answer, per observation. */
  sharpe: z.number(),
  /** Sharpe ratio to expect from the best of `trials` tries without skill. */
  sharpeOfLuck: z.number(),
  /** Portfolios judged, by scoring or by a bound. */
  trials: z.number(),
  /** Variance of the Sharpe ratio over random portfolios of the same size. */
  trialVariance: z.number(),
  holdOut: z.object({ searched: period, heldOut: period }).nullable(),
  /** The same search on rows with random signs, where nothing can be found but luck. */
  nullTwin: z
    .object({ fitness: z.number(), sharpe: z.number(), roi: z.number(), max_drawdown: z.number() })
    .nullable(),
});
export type SearchLuck = z.infer<typeof searchLuck>;
