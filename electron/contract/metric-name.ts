import { z } from "zod";

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
]);
export type MetricName = z.infer<typeof metricName>;
