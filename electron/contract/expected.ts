import { z } from "zod";

/**
 * What to expect of a portfolio that was chosen, as a Sharpe ratio a row (docs/expectation.md). Half is what blind tests on
 * held-out rows earned, half the backtest after what luck alone gives in a table like this was taken off.
 */
export const expectedSharpe = z.object({
  /** E: the mean of `measured` and `folds`; `measured` alone before there are folds. */
  sharpe: z.number(),
  /** 90 % interval. */
  low: z.number(),
  high: z.number(),
  /** Sharpe ratio of held-out rows, chosen without them; null: not asked for (yet), or too few rows. */
  folds: z.number().nullable(),
  /** M: the members' believable figures under the error that this very table has. */
  measured: z.number(),
  /** On the rows that it was chosen on. */
  inSample: z.number(),
  /** Rows that it rests on, and rows a year: times the root of the latter a figure is annualised. */
  rows: z.number().int(),
  annualisation: z.number(),
  /** What the portfolio's own autocorrelation does to the variance of its mean: the interval is wider by its root. */
  variance: z.number(),
  /** p of volatility that comes in spells (autocorrelated squares of rows); null: too few rows. */
  spells: z.number().nullable(),
  /** Deviation of the held-out rows over that of the same rows in sample; null without folds. */
  deviationRatio: z.number().nullable(),
  /** The figure in words: the same in window, command line, report and files. */
  sentence: z.string(),
});
export type ExpectedSharpe = z.infer<typeof expectedSharpe>;
