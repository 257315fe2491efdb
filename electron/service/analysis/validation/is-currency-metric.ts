import type { MetricName } from "../../../contract/metrics.ts";

/** Metrics without a unit or counted in rows; all others are in the unit of the series. */
const pure: ReadonlySet<MetricName> = new Set<MetricName>([
  "ratio",
  "win_rate",
  "profit_factor",
  "sharpe",
  "sortino",
  "calmar",
  "omega",
  "payoff",
  "skew",
  "kurtosis",
  "win_streak",
  "loss_streak",
  "kelly",
  "zero_days",
  "observations",
  "drawdown_start",
  "drawdown_end",
  "drawdown_recovery",
  "drawdown_duration",
  "max_drawdown_fraction",
  "ulcer_fraction",
]);

/** Whether a metric is in currency, so that multiplying the series by c multiplies it by c. */
export function isCurrencyMetric(metric: MetricName): boolean {
  return !pure.has(metric);
}
