import { z } from "zod";

/** Which definition of every metric is meant, in the order of the engine's ids. docs/metrics.md has the formulas. */
export const profile = z.enum(["legacy", "textbook", "r"]);
export type Profile = z.infer<typeof profile>;

/** One text for every profile, or one each; a profile without one of its own has textbook's. */
type Formula = string | (Partial<Record<Profile, string>> & { readonly textbook: string });

/** What is known of a metric. Whatever needs to know one of these things asks the table; nothing keeps a list of its own. */
export interface MetricDefinition {
  readonly title: string;
  /** Heading of a narrow column. */
  readonly short: string;
  /**
   * currency: the unit of the series, so that a series c times as large has a figure c times as large (under r with a
   * capital a fraction of it). fraction: shown as percent. count: a number of observations. row: the place of one.
   */
  readonly unit: "currency" | "ratio" | "fraction" | "count" | "row";
  /** Decimals as it is shown; of a fraction those of the percent. */
  readonly digits: number;
  /**
   * What one wants: more of it, less of it, or neither, so that nothing may be judged by it. VaR and CVaR are negative for a
   * loss.
   */
  readonly better: "more" | "less" | "neither";
  /** Shown in a table before the user chooses columns. */
  readonly usual?: true;
  /** The sign is the message: gains and losses are coloured. */
  readonly signed?: true;
  /** Depends on the order of the observations. */
  readonly onPath?: true;
  /** Share of the observations that the figure rests on alone. */
  readonly tail?: number;
  /** Depends on the observations a year, under every profile or under these. */
  readonly annualised?: true | readonly Profile[];
  /**
   * In one line; x = P&L of an observation, n = cells present, A = observations a year, W and L = mean win and mean |loss|,
   * D = drawdown = peak - equity.
   */
  readonly formula: Formula;
}

const cornishFisher = "mean + z' std, z' = z corrected for skew and excess kurtosis; std: n - 1, n in r";

/** Decimals of a metric that says nothing of its own. */
const unitDigits = { currency: 0, ratio: 2, fraction: 1, count: 0, row: 0 } as const;

type Entry = Omit<MetricDefinition, "digits"> & { readonly digits?: number };

/**
 * Metrics of a strategy or a portfolio, in the order of the engine's ids. docs/metrics.md is written from it (npm run
 * metrics-page).
 */
const table = {
  roi: {
    title: "Total P&L",
    short: "Total P&L",
    unit: "currency",
    better: "more",
    usual: true,
    signed: true,
    formula: { textbook: "sum of x", r: "sum of x; with a capital: product of (1 + x) - 1" },
  },
  max_drawdown: {
    title: "Maximum drawdown",
    short: "Max DD",
    unit: "currency",
    better: "less",
    usual: true,
    onPath: true,
    formula: {
      legacy: "largest D, peak from the first equity value",
      textbook: "largest D, peak from 0",
      r: "largest D, peak from 0; with a capital: fraction of the peak",
    },
  },
  ratio: {
    title: "P&L over drawdown",
    short: "P&L / DD",
    unit: "ratio",
    better: "more",
    usual: true,
    onPath: true,
    formula: {
      legacy: "roi / max_drawdown; without a drawdown 100 roi (gain) or 10 roi (loss)",
      textbook: "roi / max_drawdown, infinite without a drawdown",
    },
  },
  win_rate: {
    title: "Win rate",
    short: "Win",
    unit: "fraction",
    better: "more",
    usual: true,
    formula: { legacy: "wins / n", textbook: "wins / (wins + losses)" },
  },
  profit_factor: {
    title: "Profit factor",
    short: "PF",
    unit: "ratio",
    better: "more",
    usual: true,
    formula: {
      legacy: "sum of gains / |sum of losses|, infinite without a loss",
      textbook: "sum of gains / |sum of losses|, infinite without a loss; 0 / 0 is no number",
    },
  },
  expectancy: {
    title: "Expectancy",
    short: "Expect.",
    unit: "currency",
    digits: 1,
    better: "more",
    usual: true,
    formula: { legacy: "w W - (1 - w) L, w = wins / n", textbook: "mean of x" },
  },
  annualized_return: {
    title: "Annualised P&L",
    short: "Annual",
    unit: "currency",
    better: "more",
    signed: true,
    annualised: true,
    formula: {
      textbook: "sum of x times A / n",
      r: "sum of x times A / n; with a capital: compound annual growth",
    },
  },
  sharpe: {
    title: "Sharpe ratio",
    short: "Sharpe",
    unit: "ratio",
    better: "more",
    usual: true,
    annualised: true,
    formula: {
      legacy: "mean / std (n) x sqrt(A), no risk-free rate; 0 when constant",
      textbook: "(mean - risk free) / std (n - 1) x sqrt(A)",
    },
  },
  sortino: {
    title: "Sortino ratio",
    short: "Sortino",
    unit: "ratio",
    better: "more",
    usual: true,
    annualised: ["legacy", "textbook"],
    formula: {
      legacy: "mean A / (std (n) of the losing rows around their own mean x sqrt(A))",
      textbook: "(mean - MAR) A / downside_deviation",
      r: "(mean - MAR) / downside deviation, not annualised",
    },
  },
  calmar: {
    title: "Calmar ratio",
    short: "Calmar",
    unit: "ratio",
    better: "more",
    usual: true,
    onPath: true,
    annualised: true,
    formula: {
      legacy: "mean x min(A, n) / max_drawdown",
      textbook: "mean A / max_drawdown, no number without a drawdown",
      r: "annualized_return / max_drawdown",
    },
  },
  volatility: {
    title: "Volatility, annualised",
    short: "Vol",
    unit: "currency",
    better: "less",
    annualised: true,
    formula: { legacy: "std (n) x sqrt(A)", textbook: "std (n - 1) x sqrt(A)" },
  },
  downside_deviation: {
    title: "Downside deviation",
    short: "Downside",
    unit: "currency",
    digits: 1,
    better: "less",
    annualised: ["legacy", "textbook"],
    formula: {
      legacy: "std (n) of the losing rows around their own mean x sqrt(A)",
      textbook: "sqrt(mean over all rows of min(x - MAR, 0)^2) x sqrt(A)",
      r: "sqrt(mean over all rows of min(x - MAR, 0)^2)",
    },
  },
  ulcer: {
    title: "Ulcer index",
    short: "Ulcer",
    unit: "currency",
    digits: 1,
    better: "less",
    onPath: true,
    formula: "sqrt(mean of D^2)",
  },
  omega: {
    title: "Omega ratio",
    short: "Omega",
    unit: "ratio",
    better: "more",
    formula: "sum of (x - MAR) above the MAR / sum of (MAR - x) below it",
  },
  payoff: {
    title: "Payoff ratio",
    short: "Payoff",
    unit: "ratio",
    better: "more",
    formula: "W / L",
  },
  skew: {
    title: "Skewness",
    short: "Skew",
    unit: "ratio",
    better: "more",
    formula: "m3 / m2^1.5, central moments divided by n",
  },
  kurtosis: {
    title: "Excess kurtosis",
    short: "Kurt.",
    unit: "ratio",
    better: "less",
    formula: "m4 / m2^2 - 3, central moments divided by n",
  },
  best: {
    title: "Best row",
    short: "Best",
    unit: "currency",
    better: "more",
    formula: "largest x",
  },
  worst: {
    title: "Worst row",
    short: "Worst",
    unit: "currency",
    better: "more",
    signed: true,
    formula: "smallest x",
  },
  win_streak: {
    title: "Longest winning streak",
    short: "Win streak",
    unit: "count",
    better: "more",
    onPath: true,
    formula: "longest run of x > 0; a 0 ends it",
  },
  loss_streak: {
    title: "Longest losing streak",
    short: "Loss streak",
    unit: "count",
    better: "less",
    onPath: true,
    formula: "longest run of x < 0; a 0 ends it",
  },
  var_95: {
    title: "Value at risk, 95 %",
    short: "VaR 95",
    unit: "currency",
    better: "more",
    tail: 0.05,
    formula: "5 % quantile, linear interpolation (type 7); negative = loss",
  },
  cvar_95: {
    title: "Expected shortfall, 95 %",
    short: "CVaR 95",
    unit: "currency",
    better: "more",
    usual: true,
    tail: 0.05,
    formula: {
      legacy: "mean of the rows not above var_95",
      textbook: "mean of the worst 5 % of n, the last row by its fraction",
      r: "mean of the rows below var_95",
    },
  },
  var_99: {
    title: "Value at risk, 99 %",
    short: "VaR 99",
    unit: "currency",
    better: "more",
    tail: 0.01,
    formula: "1 % quantile, linear interpolation (type 7); negative = loss",
  },
  cvar_99: {
    title: "Expected shortfall, 99 %",
    short: "CVaR 99",
    unit: "currency",
    better: "more",
    tail: 0.01,
    formula: {
      legacy: "mean of the rows not above var_99",
      textbook: "mean of the worst 1 % of n, the last row by its fraction",
      r: "mean of the rows below var_99",
    },
  },
  var_95_gaussian: {
    title: "Gaussian VaR, 95 %",
    short: "VaR 95 G",
    unit: "currency",
    better: "more",
    formula: "mean + z(5 %) std; std: n - 1, n in r",
  },
  cvar_95_gaussian: {
    title: "Gaussian CVaR, 95 %",
    short: "CVaR 95 G",
    unit: "currency",
    better: "more",
    formula: "mean - std phi(z) / 0.05; std: n - 1, n in r",
  },
  var_95_cornish_fisher: {
    title: "Cornish-Fisher VaR, 95 %",
    short: "VaR 95 CF",
    unit: "currency",
    better: "more",
    formula: cornishFisher,
  },
  cdar_95: {
    title: "Drawdown at risk, 95 %",
    short: "CDaR 95",
    unit: "currency",
    better: "less",
    onPath: true,
    tail: 0.05,
    formula: "mean of the deepest 5 % of D",
  },
  kelly: {
    title: "Kelly fraction",
    short: "Kelly",
    unit: "fraction",
    better: "more",
    formula: {
      legacy: "(p W - (1 - p) L) / W within 0..0.25, p = wins / n; 0 without a loss",
      textbook: "(p W - (1 - p) L) / W within 0..0.25, p = wins / (wins + losses); 0.25 without a loss",
      r: "half of (mean - risk free) / variance (n - 1)",
    },
  },
  zero_days: {
    title: "Zero rows",
    short: "Zero",
    unit: "count",
    better: "neither",
    formula: "rows of exactly 0",
  },
  observations: {
    title: "Rows",
    short: "Rows",
    unit: "count",
    better: "neither",
    formula: "n",
  },
  mean: {
    title: "Mean",
    short: "Mean",
    unit: "currency",
    digits: 1,
    better: "more",
    signed: true,
    formula: "sum of x / n",
  },
  std: {
    title: "Standard deviation",
    short: "Std",
    unit: "currency",
    digits: 1,
    better: "less",
    formula: { legacy: "sqrt(m2), divisor n", textbook: "sqrt(m2), divisor n - 1" },
  },
  drawdown_start: {
    title: "Drawdown begins",
    short: "DD start",
    unit: "row",
    better: "neither",
    onPath: true,
    formula: "row of the peak before the deepest point; -1 = before the first",
  },
  drawdown_end: {
    title: "Drawdown bottom",
    short: "DD end",
    unit: "row",
    better: "neither",
    onPath: true,
    formula: "row of the deepest point",
  },
  drawdown_recovery: {
    title: "Drawdown recovered",
    short: "DD recov.",
    unit: "row",
    better: "neither",
    onPath: true,
    formula: "first row back at the peak; -1 = never",
  },
  drawdown_duration: {
    title: "Drawdown duration",
    short: "DD length",
    unit: "count",
    better: "less",
    onPath: true,
    formula: "rows from the peak to the recovery, or to the end",
  },
  var_99_gaussian: {
    title: "Gaussian VaR, 99 %",
    short: "VaR 99 G",
    unit: "currency",
    better: "more",
    formula: "mean + z(1 %) std; std: n - 1, n in r",
  },
  cvar_99_gaussian: {
    title: "Gaussian CVaR, 99 %",
    short: "CVaR 99 G",
    unit: "currency",
    better: "more",
    formula: "mean - std phi(z) / 0.01; std: n - 1, n in r",
  },
  var_99_cornish_fisher: {
    title: "Cornish-Fisher VaR, 99 %",
    short: "VaR 99 CF",
    unit: "currency",
    better: "more",
    formula: cornishFisher,
  },
  max_drawdown_fraction: {
    title: "Maximum drawdown of capital",
    short: "Max DD %",
    unit: "fraction",
    better: "less",
    onPath: true,
    formula: "largest D / (capital + peak); no number without a declared capital",
  },
  ulcer_fraction: {
    title: "Ulcer index of capital",
    short: "Ulcer %",
    unit: "fraction",
    digits: 2,
    better: "less",
    onPath: true,
    formula: "sqrt(mean of (D / (capital + peak))^2); no number without a declared capital",
  },
} satisfies Readonly<Record<string, Entry>>;

export type MetricName = keyof typeof table;

const names = Object.keys(table) as [MetricName, ...MetricName[]];

/** Names of the metrics, in the order of the engine's ids. */
export const metricName = z.enum(names);

/** The definition of every metric, by name. */
export const metricTable = Object.fromEntries(
  Object.entries<Entry>(table).map(([name, entry]) => [name, { digits: unitDigits[entry.unit], ...entry }]),
) as Readonly<Record<MetricName, MetricDefinition>>;

/** The metrics that are shown before the user chooses. */
export const usualMetrics: readonly MetricName[] = names.filter((name) => metricTable[name].usual);

/** The formula of a metric under a profile. */
export function metricFormula(name: MetricName, profile: Profile): string {
  const { formula } = metricTable[name];
  return typeof formula === "string" ? formula : (formula[profile] ?? formula.textbook);
}

/** Whether a metric depends on the observations a year. */
export function isAnnualised(name: MetricName, profile: Profile): boolean {
  const { annualised = [] } = metricTable[name];
  return annualised === true || annualised.includes(profile);
}
