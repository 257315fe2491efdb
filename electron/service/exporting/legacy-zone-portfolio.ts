import type { LegacyPortfolio } from "./legacy-portfolio.ts";
import { numbered } from "./numbered.ts";
import { pythonFixed } from "./python-fixed.ts";

/** best_portfolio_zone_{zone}_{ddMonYYYYHHMMSS}.txt. `inverted` = ULTA turned any strategy of the zone. */
export function legacyZonePortfolio(zone: string, portfolio: LegacyPortfolio, inverted: boolean): string {
  const { metrics } = portfolio;
  return [
    `Best Portfolio Summary for Zone ${zone}:`,
    `Size: ${portfolio.strategies.length}`,
    `Method: ${portfolio.method}`,
    `Fitness: ${pythonFixed(portfolio.fitness, 4)}`,
    "",
    "Performance Metrics:",
    `Net Profit: ${pythonFixed(metrics.totalRoi, 2)}`,
    `ROI: ${pythonFixed(metrics.totalRoi, 2)}%`,
    `Max Drawdown: ${pythonFixed(metrics.maxDrawdown, 2)}`,
    `Win Percentage: ${pythonFixed(metrics.winPercentage * 100, 2)}%`,
    `Profit Factor: ${pythonFixed(metrics.profitFactor, 2)}`,
    "",
    ...(inverted
      ? ["", "Inversion Report: See inversion_report.md in the run directory for details.", ""]
      : []),
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    "",
  ].join("\n");
}
