import type { LegacyPortfolio } from "./legacy-portfolio.ts";
import { pythonFixed } from "./python-fixed.ts";

/** One zone with its best portfolio. */
export interface LegacyZoneResult {
  readonly zone: string;
  /** Name of the zone's text file. */
  readonly reportFile: string;
  readonly portfolio: LegacyPortfolio;
}

/** zone_summary_report.md; the last line has no end, as in the original. */
export function legacyZoneSummary(generatedOn: string, zones: readonly LegacyZoneResult[]): string {
  const best = zones.reduce((a, b) => (printedRoi(b) > printedRoi(a) ? b : a));
  const shares = zones.map((zone) => Math.max(0.01, printedRoi(zone)));
  const total = shares.reduce((a, b) => a + b, 0);
  return [
    "# Zone Optimization Summary Report",
    "",
    `Generated on: ${generatedOn}`,
    "",
    "## Overview",
    "",
    "This report summarizes the optimization results for each trading zone.",
    "The optimization process found the best combination of strategies for each zone,",
    "maximizing performance according to the selected metric.",
    "",
    "## Zone-Specific Optimization Results",
    ...zones.flatMap(zoneBlock),
    "## Zone Comparison",
    "",
    "| Zone | Portfolio Size | Method | ROI | Max Drawdown | Win % | Profit Factor |",
    "|------|---------------|--------|-----|--------------|-------|--------------|",
    ...zones.map(comparisonRow),
    "",
    "## Recommendations",
    "",
    `Based on the optimization results, ${best.zone} shows the best performance in terms of ROI.`,
    "Consider allocating more capital to this zone's strategy portfolio.",
    "",
    "### Suggested Allocation",
    "",
    "The following allocation is recommended based on relative performance:",
    "",
    "| Zone | Allocation % |",
    "|------|-------------|",
    ...zones.map(({ zone }, i) => `| ${zone} | ${pythonFixed(((shares[i] ?? 0) / total) * 100, 2)}% |`),
  ].join("\n");
}

/** The replaced system read the figure back from the zone's file, where it has two decimals. */
function printedRoi({ portfolio }: LegacyZoneResult): number {
  return Number(pythonFixed(portfolio.metrics.totalRoi, 2));
}

function zoneBlock({ zone, reportFile, portfolio }: LegacyZoneResult): string[] {
  const { metrics } = portfolio;
  return [
    `### ${zone}`,
    `Report file: ${reportFile}`,
    `- **Portfolio Size**: ${portfolio.strategies.length}`,
    `- **Method**: ${portfolio.method}`,
    `- **Roi**: ${pythonFixed(metrics.totalRoi, 2)}`,
    `- **Max Drawdown**: ${pythonFixed(metrics.maxDrawdown, 2)}`,
    `- **Win Percentage**: ${pythonFixed(metrics.winPercentage * 100, 2)}`,
    // An infinite profit factor was left out here and is a dash in the table.
    ...(Number.isFinite(metrics.profitFactor)
      ? [`- **Profit Factor**: ${pythonFixed(metrics.profitFactor, 2)}`]
      : []),
    "",
  ];
}

function comparisonRow({ zone, portfolio }: LegacyZoneResult): string {
  const { metrics } = portfolio;
  const cells = [
    zone,
    String(portfolio.strategies.length),
    portfolio.method,
    pythonFixed(metrics.totalRoi, 2),
    pythonFixed(metrics.maxDrawdown, 2),
    pythonFixed(metrics.winPercentage * 100, 2),
    Number.isFinite(metrics.profitFactor) ? pythonFixed(metrics.profitFactor, 2) : "-",
  ];
  return `| ${cells.join(" | ")} |`;
}
