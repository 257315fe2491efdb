import type { MetricName } from "../../../contract/metric-name.ts";

/** Metrics of which less is better, so that a ranking turns them round. VaR and CVaR are losses as positive sizes. */
export const smallerIsBetter: ReadonlySet<MetricName> = new Set<MetricName>([
  "max_drawdown",
  "volatility",
  "downside_deviation",
  "ulcer",
  "kurtosis",
  "loss_streak",
  "var_95",
  "cvar_95",
  "var_99",
  "cvar_99",
  "var_95_gaussian",
  "cvar_95_gaussian",
  "var_95_cornish_fisher",
  "cdar_95",
  "zero_days",
  "std",
  "drawdown_duration",
]);
