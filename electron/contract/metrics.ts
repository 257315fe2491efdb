import { z } from "zod";

/** Which definition of every metric is meant, in the order of the engine's ids. docs/metrics.md has the formulas. */
export const profile = z.enum(["legacy", "textbook", "r"]);
export type Profile = z.infer<typeof profile>;

/**
 * Metrics of a strategy or a portfolio, in the order of the engine's ids. Formulas, units and edge cases per profile
 * are in docs/metrics.md. Currency unless the name says otherwise; drawdown, VaR and CVaR as documented there.
 */
export const metricName = z.enum([
  "roi",
  "max_drawdown",
  "ratio",
  "win_rate",
  "profit_factor",
  "expectancy",
  "annualized_return",
  "sharpe",
  "sortino",
  "calmar",
  "volatility",
  "downside_deviation",
  "ulcer",
  "omega",
  "payoff",
  "skew",
  "kurtosis",
  "best",
  "worst",
  "win_streak",
  "loss_streak",
  "var_95",
  "cvar_95",
  "var_99",
  "cvar_99",
  "var_95_gaussian",
  "cvar_95_gaussian",
  "var_95_cornish_fisher",
  "cdar_95",
  "kelly",
  "zero_days",
  "observations",
  "mean",
  "std",
  "drawdown_start",
  "drawdown_end",
  "drawdown_recovery",
  "drawdown_duration",
  "var_99_gaussian",
  "cvar_99_gaussian",
  "var_99_cornish_fisher",
  "max_drawdown_fraction",
  "ulcer_fraction",
]);
export type MetricName = z.infer<typeof metricName>;

type Formula = string | (Partial<Record<Profile, string>> & { readonly textbook: string });

const cornishFisher = "mean + z' std, z' = z corrected for skew and excess kurtosis; std: n - 1, n in r";

/**
 * What each metric is, in one line; docs/metrics.md has the rules for empty denominators. x = P&L of an observation, n =
 * cells present, A = observations a year, W and L = mean win and mean |loss|, D = drawdown.
 */
const formulas: Readonly<Record<MetricName, Formula>> = {
  roi: { textbook: "sum of x", r: "sum of x; with a capital the product of (1 + x) - 1" },
  max_drawdown: {
    textbook: "max of (peak - equity), peak from 0",
    legacy: "max of (peak - equity), peak from the first equity value",
    r: "max of (peak - equity), peak from 0; with a capital a fraction of the peak",
  },
  ratio: {
    textbook: "roi / max_drawdown",
    legacy: "roi / max_drawdown; without one 100 roi (gain) or 10 roi (loss)",
  },
  win_rate: { textbook: "wins / (wins + losses)", legacy: "wins / n" },
  profit_factor: "sum of gains / |sum of losses|",
  expectancy: { textbook: "mean of x", legacy: "w W - (1 - w) L, w = wins / n" },
  annualized_return: { textbook: "sum of x times A / n", r: "sum of x times A / n; with a capital CAGR" },
  sharpe: {
    textbook: "(mean - risk free) / std (n - 1) x sqrt(A)",
    legacy: "mean / std (n) x sqrt(A), no risk-free rate",
  },
  sortino: {
    textbook: "(mean - MAR) A / downside_deviation",
    legacy: "mean A / (std (n) of the losing rows around their own mean x sqrt(A))",
    r: "(mean - MAR) / downside deviation, not annualised",
  },
  calmar: {
    textbook: "mean A / max_drawdown",
    legacy: "mean x min(A, n) / max_drawdown",
    r: "annualized_return / max_drawdown",
  },
  volatility: { textbook: "std (n - 1) x sqrt(A)", legacy: "std (n) x sqrt(A)" },
  downside_deviation: {
    textbook: "sqrt(mean over all rows of min(x - MAR, 0)^2) x sqrt(A)",
    legacy: "std (n) of the losing rows around their own mean x sqrt(A)",
    r: "sqrt(mean over all rows of min(x - MAR, 0)^2)",
  },
  ulcer: "sqrt(mean of D^2)",
  omega: "sum of (x - MAR) above it / sum of (MAR - x) below it",
  payoff: "W / L",
  skew: "m3 / m2^1.5, central moments divided by n",
  kurtosis: "m4 / m2^2 - 3, central moments divided by n",
  best: "largest x",
  worst: "smallest x",
  win_streak: "longest run of x > 0",
  loss_streak: "longest run of x < 0",
  var_95: "5 % quantile, linear interpolation (type 7); negative = loss",
  cvar_95: {
    textbook: "mean of the worst 5 % of n, the last row by its fraction",
    legacy: "mean of the rows not above var_95",
    r: "mean of the rows below var_95",
  },
  var_99: "1 % quantile, linear interpolation (type 7); negative = loss",
  cvar_99: {
    textbook: "mean of the worst 1 % of n, the last row by its fraction",
    legacy: "mean of the rows not above var_99",
    r: "mean of the rows below var_99",
  },
  var_95_gaussian: "mean + z(5 %) std; std: n - 1, n in r",
  cvar_95_gaussian: "mean - std phi(z) / 0.05; std: n - 1, n in r",
  var_95_cornish_fisher: cornishFisher,
  cdar_95: "mean of the deepest 5 % of D",
  kelly: {
    textbook: "(p W - (1 - p) L) / W within 0..0.25, p = wins / (wins + losses)",
    legacy: "(p W - (1 - p) L) / W within 0..0.25, p = wins / n",
    r: "(mean - risk free) / variance (n - 1) / 2",
  },
  zero_days: "rows of exactly 0",
  observations: "n",
  mean: "sum of x / n",
  std: { textbook: "sqrt(m2), divisor n - 1", legacy: "sqrt(m2), divisor n" },
  drawdown_start: "row of the peak before the deepest point; -1 = before the first",
  drawdown_end: "row of the deepest point",
  drawdown_recovery: "first row back at the peak; -1 = never",
  drawdown_duration: "rows from the peak to the recovery, or to the end",
  var_99_gaussian: "mean + z(1 %) std; std: n - 1, n in r",
  cvar_99_gaussian: "mean - std phi(z) / 0.01; std: n - 1, n in r",
  var_99_cornish_fisher: cornishFisher,
  max_drawdown_fraction: "max of D / (capital + peak)",
  ulcer_fraction: "sqrt(mean of (D / (capital + peak))^2)",
};

/** The formula of a metric under a profile; textbook's where the profile has none of its own. */
export function metricFormula(name: MetricName, profile: Profile): string {
  const formula = formulas[name];
  return typeof formula === "string" ? formula : (formula[profile] ?? formula.textbook);
}

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
