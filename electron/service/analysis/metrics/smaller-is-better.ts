import type { MetricName } from "../../../contract/metrics.ts";

/** Metrics of which less is better, so that a ranking turns them round. VaR and CVaR are negative for a loss: more is better. */
export const smallerIsBetter: ReadonlySet<MetricName> = new Set<MetricName>([
  "max_drawdown",
  "volatility",
  "downside_deviation",
  "ulcer",
  "kurtosis",
  "loss_streak",
  "cdar_95",
  "zero_days",
  "std",
  "drawdown_duration",
]);
