import type { LegacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import { pythonFloat } from "./python-float.ts";

/** The eight `key: value` lines, in the order of the file. */
export function metricLines(metrics: LegacyReportMetrics): string[] {
  return [
    `total_roi: ${pythonFloat(metrics.totalRoi)}`,
    `max_drawdown: ${pythonFloat(metrics.maxDrawdown)}`,
    `win_percentage: ${pythonFloat(metrics.winPercentage)}`,
    `profit_factor: ${pythonFloat(metrics.profitFactor)}`,
    `expectancy: ${pythonFloat(metrics.expectancy)}`,
    `sharpe_ratio: ${pythonFloat(metrics.sharpeRatio)}`,
    `sortino_ratio: ${pythonFloat(metrics.sortinoRatio)}`,
    `annualized_return: ${pythonFloat(metrics.annualizedReturn)}`,
  ];
}
