import type { LegacyPortfolio } from "./legacy-portfolio.ts";
import { metricLines } from "./metric-lines.ts";
import { numbered } from "./numbered.ts";
import { pythonFloat } from "./python-float.ts";

/** best_portfolio_size{n}_{run}.txt */
export function legacyBestPortfolio(portfolio: LegacyPortfolio): string {
  return [
    `Best Portfolio (Size ${portfolio.strategies.length}) - Method: ${portfolio.method}`,
    `Fitness: ${pythonFloat(portfolio.fitness)}`,
    "",
    "Performance Metrics:",
    ...metricLines(portfolio.metrics),
    "",
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    "",
  ].join("\n");
}
