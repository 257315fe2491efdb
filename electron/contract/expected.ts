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
/** What is known of a figure that a judgement of the whole table gives every strategy: docs/objective.md has the formulas. */
export interface BeliefDefinition {
  readonly title: string;
  /** Heading of a narrow column. */
  readonly short: string;
  /** Decimals as it is shown. */
  readonly digits: number;
  /** Sentences for people, a line each. */
  readonly about: readonly string[];
}

const table = {
  theta: {
    title: "Believable Sharpe ratio",
    short: "Believable",
    digits: 3,
    about: [
      "What is left of mean / deviation, a row, once it is marked down to what such a figure, in this table, has usually proved to be worth",
      "Strategies that move alike are judged as a family first. Not annualised; what to expect of the strategy by itself",
    ],
  },
  family: {
    title: "Family",
    short: "Family",
    digits: 0,
    about: [
      "Strategies that move alike: those whose believable correlation to this one is at least 0.5, itself counted",
      "1: it stands alone",
    ],
  },
  rho: {
    title: "Believable correlation to its family",
    short: "ρ in family",
    digits: 2,
    about: [
      "Mean over the family of ρ*: the correlation after what shuffled rows show by chance is taken off",
      "1: it stands alone, or its family are copies of it",
    ],
  },
} satisfies Readonly<Record<string, BeliefDefinition>>;

type Name = keyof typeof table;

/** Figures of strategies from a judgement of the whole table. */
export const beliefName = z.enum(Object.keys(table) as [Name, ...Name[]]);
export type BeliefName = z.infer<typeof beliefName>;

/** The definition of every such figure, by id. */
export const beliefTable: Readonly<Record<BeliefName, BeliefDefinition>> = table;
