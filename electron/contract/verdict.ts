import { z } from "zod";

/** The four answers to "is it more than luck?". */
export const verdictWord = z.enum([
  "more than luck",
  "not shown",
  "no better than noise",
  "too few rows to say",
]);
export type VerdictWord = z.infer<typeof verdictWord>;

/** Figures of rows that the choice had not seen. Money in currency, for the mean of the members. */
export const outOfSample = z.object({
  /** Per observation, with its 90 % interval. */
  sharpe: z.number(),
  low: z.number(),
  high: z.number(),
  roi: z.number(),
  max_drawdown: z.number(),
});
export type OutOfSample = z.infer<typeof outOfSample>;

/** A statistic that a selection reaches; null where nothing keeps the limits. */
const reached = z.number().nullable();

/** Is there anything to find among the strategies? The mean t of the best, against tables of the same kind without drift. */
export const universeLuck = z.object({
  p: z.number(),
  /** Mean t of the best strategies, and what luck alone makes of it. */
  statistic: z.number(),
  expectedByLuck: z.number(),
  /** Strategies that the mean is over. */
  size: z.number().int(),
});
export type UniverseLuck = z.infer<typeof universeLuck>;

/** Probability of backtest overfitting of the way to choose: searched in one half of the rows, judged in the other. */
export const overfitting = z.object({
  /** Share of the splits in which what was chosen is worse than the median random portfolio. */
  probability: z.number(),
  below: z.number().int(),
  splits: z.number().int(),
});
export type Overfitting = z.infer<typeof overfitting>;

/** What the length of a record says about the best of so many strategies. */
export const recordLuck = z.object({
  /** Years of record in which the best of so many strategies without skill shows an annual Sharpe ratio of 1 on average. */
  minBacktestYears: z.number(),
  /** Annual Sharpe ratio that it shows in this record on average. Null: one strategy, or fewer than 30 rows. */
  sharpeByLuck: z.number().nullable(),
});
export type RecordLuck = z.infer<typeof recordLuck>;

/** Is a search's result more than luck? docs/luck.md has every figure, how it is made and how often it is wrong. */
export const searchVerdict = z.object({
  verdict: verdictWord,
  /** The verdict in a sentence with its figures: the same text in window, command line and files. */
  sentence: z.string(),
  /** The selection on tables of the same kind without skill. Null: not asked for, or too few rows. */
  twins: z
    .object({
      /** The larger of the two: share of twins that do as well. */
      p: z.number(),
      pSigns: z.number(),
      /** Null in the quick form, which has no twins of this kind. */
      pBootstrap: z.number().nullable(),
      /** What the same selection, with the same effort, reaches on the table itself. */
      reached,
      /** What it reached on the twins, in their order; fewer where it was clear early. */
      values: z.object({
        signs: z.array(reached),
        bootstrap: z.array(reached),
      }),
      /** What these figures are. */
      statistic: z.string(),
    })
    .nullable(),
  /** The selection repeated on the past alone, judged on the rows that follow. */
  walkForward: outOfSample
    .extend({
      /** p of the mean being above 0. */
      p: z.number(),
      /** Share of the Sharpe ratio in sample; null where that is not above 0. */
      kept: z.number().nullable(),
      /** Dates of the rows out of sample, and their P&L in currency. */
      dates: z.array(z.string()),
      pnl: z.array(z.number()),
    })
    .nullable(),
  /** What other ways to choose would have earned on the same rows, this one first; `won`: the highest Sharpe ratio. */
  race: z.array(outOfSample.extend({ id: z.string(), title: z.string(), won: z.boolean().default(false) })),
  /** Who earned most out of sample (Sharpe ratio), and whether a plain ranking was as good. */
  raceSentence: z.string(),
  /** Null where the look was not thorough. */
  overfitting: overfitting.nullable().default(null),
  universe: universeLuck.nullable(),
  ...recordLuck.shape,
  /** Rows that were kept together in resampling. */
  block: z.number().int(),
  /** Per observation, of the answer on the rows that it was chosen on. */
  sharpe: z.number(),
  /**
   * Probabilistic Sharpe ratio against the mean of what the twins' best show (Bailey and Lopez de Prado 2014, with the
   * benchmark measured). Null without twins.
   */
  deflatedSharpe: z.number().nullable(),
  /** Portfolios that were scored, those that a bound ruled out, and how many there are (Infinity is null). */
  effort: z.object({
    scored: z.number(),
    ruledOut: z.number(),
    exist: z.number().nullable(),
  }),
});
export type SearchVerdict = z.infer<typeof searchVerdict>;

/** What a verdict rests on so far, while it is made. */
export const verdictSoFar = z.object({
  /** Null before the first twin is done. */
  twins: z
    .object({
      done: z.number().int(),
      of: z.number().int(),
      /** Of those that are done, how many do as well as what was reached here. */
      asGood: z.number().int(),
      reached,
    })
    .nullable(),
  /** Selections in the order in which they are walked forward, the search first. */
  walked: z.array(
    z.object({
      title: z.string(),
      steps: z.number().int(),
      of: z.number().int(),
      /** Per observation, of the steps that are done. */
      sharpe: z.number(),
    }),
  ),
  /** The same in words, a sentence a line. */
  lines: z.array(z.string()),
});
export type VerdictSoFar = z.infer<typeof verdictSoFar>;

/** Twins of the quick form, and of the thorough one. */
export const quickTwins = 9;
export const thoroughTwins = 99;

/** How thoroughly a result is held against luck. */
export const verdictOptions = z.strictObject({
  /**
   * Twins of each kind, left out: the settings'. 0 = none, and no verdict. Fewer than 19 cannot show that it is more than luck.
   */
  twins: z.number().int().min(0).max(999).optional(),
  /** Signs alone: half the time, and never "more than luck". */
  quick: z.boolean().optional(),
});
export type VerdictOptions = z.infer<typeof verdictOptions>;
