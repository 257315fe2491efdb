import { z } from "zod";

/** What is known of an objective: docs/objective.md and docs/search.md have the formulas. */
export interface ObjectiveDefinition {
  readonly title: string;
  /** One sentence for people. */
  readonly about: string;
  /** How it is made, a line each. */
  readonly steps?: readonly string[];
}

/** What the engine scores portfolios by, in the order of its ids. The first six are those of the replaced system. */
const scored = {
  ratio: {
    title: "P&L / drawdown",
    about: "Total P&L over the deepest fall, less a penalty for correlation; a figure that rarely lasts",
  },
  roi: { title: "Total P&L", about: "Total P&L, less a penalty for correlation" },
  less_max_dd: { title: "Small drawdown", about: "The least deep fall, less a penalty for correlation" },
  win_percentage: {
    title: "Win rate",
    about: "Share of rows that gain, less a penalty for correlation",
  },
  profit_factor: { title: "Profit factor", about: "Gains over losses, less a penalty for correlation" },
  expectancy: { title: "Expectancy", about: "Mean P&L of a row, less a penalty for correlation" },
  enhanced: { title: "Enhanced", about: "Weighted risk-adjusted terms, less a penalty for correlation" },
  hybrid: { title: "Hybrid", about: "A share of P&L / drawdown, the rest the enhanced terms" },
} satisfies Readonly<Record<string, ObjectiveDefinition>>;

/** What the service itself chooses by, from a judgement of the whole table. */
const chosen = {
  believable: {
    title: "Believable Sharpe",
    about:
      "Steady profit that is likely to last: the Sharpe ratio (mean P&L over its deviation), marked down to what such a figure has usually proved to be worth in a table like this one; strategies that move alike are judged as a family first",
    steps: [
      "Mean / deviation of every strategy, and the correlation of every pair",
      "Correlations are marked down to what such a figure is worth in this table: the same rows, shuffled, show what is noise",
      "Strategies that move alike are a family; its mean is believed first, then what its members differ by",
      "What is left of an average after so few rows is the strategy's believable Sharpe",
      "Recorded volatility counts as far as odd and even rows agree on it",
      "Of all portfolios the one with the most believable Sharpe for its believable risk",
      "Among those that give up no more than the slack: the highest P&L / drawdown",
    ],
  },
  top: {
    title: "Highest mean / deviation",
    about: "The strategies of highest mean / deviation; with a limit on pairs, without any over it",
  },
} satisfies Readonly<Record<string, ObjectiveDefinition>>;

type Scored = keyof typeof scored;
type Chosen = keyof typeof chosen;

export const objectiveMetric = z.enum(Object.keys(scored) as [Scored, ...Scored[]]);
export type ObjectiveMetric = z.infer<typeof objectiveMetric>;

/** The objectives that are one metric. */
export const plainMetric = objectiveMetric.exclude(["enhanced", "hybrid"]);
export type PlainMetric = z.infer<typeof plainMetric>;

/** What a search maximises. */
export const searchObjective = z.enum([
  ...(Object.keys(chosen) as [Chosen, ...Chosen[]]),
  ...objectiveMetric.options,
]);
export type SearchObjective = z.infer<typeof searchObjective>;

/** The definition of every objective, by id. */
export const objectiveTable: Readonly<Record<SearchObjective, ObjectiveDefinition>> = {
  ...chosen,
  ...scored,
};

/** Whether portfolios are scored by the engine one by one, with a penalty for correlation and a drawdown floor. */
export function isScored(objective: SearchObjective): objective is ObjectiveMetric {
  return objective in scored;
}
