import type { LegacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import { metricLines } from "./metric-lines.ts";
import { numbered } from "./numbered.ts";
import { pythonFloat } from "./python-float.ts";

export interface WeightedZonesPortfolio {
  /** "GA" or "PSO": the only two that the legacy program ran over weighted zones. */
  readonly method: string;
  readonly fitness: number;
  readonly strategies: readonly string[];
  /** Legacy printed them for GA only. */
  readonly metrics?: LegacyReportMetrics;
}

/** {method}_zone_portfolio_size{n}_{run}.txt */
export function legacyWeightedZonesPortfolio(portfolio: WeightedZonesPortfolio): string {
  return [
    `${portfolio.method} Zone Portfolio (Size ${portfolio.strategies.length})`,
    `Fitness: ${pythonFloat(portfolio.fitness)}`,
    "",
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    ...(portfolio.metrics ? ["", "Performance Metrics:", ...metricLines(portfolio.metrics)] : []),
    "",
  ].join("\n");
}
