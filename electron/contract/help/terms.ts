import { verdictWord } from "../verdict.ts";

/** A word of the product and what it means, for people who know trading and no statistics. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
}

const twin = "A table of the same rows and columns in which no strategy gains on average but by luck";

/** What some of the terms mean, a line each, the word first. Throws for one that is not there. */
export function termLines(...names: readonly string[]): string[] {
  const all = terms.flatMap((one) => one.terms);
  return names.map((name) => {
    const known = all.find((one) => one.name === name);
    if (!known) throw new Error(`There is no term "${name}".`);
    return `${name}: ${known.meaning}`;
  });
}

/** Every term that a screen or a report uses without explaining it, by subject. Metrics have a table of their own. */
export const terms: readonly { readonly subject: string; readonly terms: readonly Term[] }[] = [
  {
    subject: "The data",
    terms: [
      { name: "Strategy", meaning: "A column of the file: what one way to trade gained and lost." },
      { name: "Row", meaning: "A line of the file: a day, or an intraday zone of a day." },
      { name: "P&L", meaning: "Profit and loss of a strategy on a row, net, in the currency of the file." },
      {
        name: "Dataset",
        meaning: "A file after its import. Every change makes a new version; older ones stay.",
      },
      {
        name: "Missing cell",
        meaning: "A cell without a value. Metrics skip it; in a portfolio's sum it is 0.",
      },
      {
        name: "Cell not taken as written",
        meaning: "A cell that was no number. It is counted and listed with its line and column.",
      },
      { name: "Market regime", meaning: "What the market did on a row, by name, as the file says it." },
      { name: "Confidence", meaning: "How sure the regime of a row is, 0 to 100 %." },
      { name: "Zone", meaning: "A part of the trading day that has rows of its own." },
      { name: "View", meaning: "The rows that an analysis works on: dates, regimes, confidence, zones." },
      { name: "Inverted (ULTA)", meaning: "A strategy that lost is taken with the opposite sign." },
    ],
  },
  {
    subject: "Figures",
    terms: [
      {
        name: "Portfolio",
        meaning: "Some strategies and a weight for each; equal weights make it their mean.",
      },
      { name: "Equity", meaning: "Running sum of P&L. Nothing is reinvested." },
      { name: "Drawdown", meaning: "How far equity lies below its highest point so far." },
      {
        name: "Profile",
        meaning:
          "Which definition every figure has: textbook, r (PerformanceAnalytics), or legacy (the replaced system).",
      },
      {
        name: "Rows a year",
        meaning: "How many rows a year has, found from the dates; annualised figures rest on it.",
      },
      {
        name: "Effective rows",
        meaning: "So many rows of equal weight say as much as these rows of unequal weight.",
      },
      {
        name: "Correlation (ρ)",
        meaning: "How two strategies move together: 1 always, 0 not at all, −1 against one another.",
      },
      {
        name: "Share of risk",
        meaning: "What a member brings to the portfolio's variance. Shares sum to 100 %.",
      },
    ],
  },
  {
    subject: "Choosing a portfolio",
    terms: [
      {
        name: "Search",
        meaning: "Looks for the portfolio with the highest objective that keeps the limits.",
      },
      { name: "Objective", meaning: "What a search makes as large as it can." },
      {
        name: "Believable Sharpe",
        meaning:
          "The Sharpe ratio after every average and every correlation was marked down to what such a figure has proved to be worth in this table.",
      },
      {
        name: "Slack",
        meaning: "Share of the best believable Sharpe ratio that a better P&L / drawdown may cost.",
      },
      {
        name: "Algorithm",
        meaning: "A way to look through portfolios that are too many to be tried one by one.",
      },
      { name: "Seed", meaning: "Start of the random numbers. The same seed gives the same portfolio." },
      {
        name: "Capsule",
        meaning: "A file with all that is needed to run a search again to the same result.",
      },
      { name: "Fitness", meaning: "What the objective came to for one portfolio." },
      {
        name: "Fingerprint",
        meaning: "Checksum (SHA-256) of names, dates and cells: the same data have the same one.",
      },
    ],
  },
  {
    subject: "Is it more than luck?",
    terms: [
      {
        name: "In sample",
        meaning: "On the rows that the choice was made on. Such a figure is flattered by the choice.",
      },
      { name: "Out of sample", meaning: "On rows that the choice had not seen." },
      {
        name: "Walk forward",
        meaning: "The choice is made on the past alone and earns on the rows that follow, again and again.",
      },
      { name: "Table without skill", meaning: `${twin}: what a search reaches there is luck.` },
      { name: "p", meaning: "How often luck alone does as well: 0.05 is one time in twenty." },
      { name: "90 % interval", meaning: "Nine times in ten the true figure lies between its ends." },
      {
        name: "Sharpe ratio to expect",
        meaning:
          "What the portfolio may earn on new rows: half from blind tests, half from the marked-down backtest.",
      },
      {
        name: "Probability of overfitting",
        meaning:
          "How often what was best in one half of the rows is below the middle in the other. 0.50 is chance.",
      },
      {
        name: verdictWord.enum["more than luck"],
        meaning:
          "At most one in twenty tables without skill does as well, and walking forward earned clearly.",
      },
      {
        name: verdictWord.enum["no better than noise"],
        meaning: "More than half of the tables without skill do as well, or walking forward earned nothing.",
      },
      {
        name: verdictWord.enum["too few rows to say"],
        meaning: "Fewer than 30 rows, or fewer than 10 that the choice had not seen.",
      },
      { name: verdictWord.enum["not shown"], meaning: "Everything between." },
    ],
  },
  {
    subject: "Size",
    terms: [
      {
        name: "Kelly fraction",
        meaning:
          "The size at which money would have grown fastest on the recorded rows; too large for what comes.",
      },
      {
        name: "Honest size",
        meaning:
          "The size at which a fall of the depth that is allowed has no more than the chance that is allowed.",
      },
    ],
  },
];
