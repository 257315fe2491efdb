import { csvName, markdownText } from "../../../contract/text.ts";
import type { LegacyReportMetrics } from "../../analysis/metrics/legacy-report.ts";
import {
  definitionLines,
  type LegacyPortfolio,
  metricLines,
  numbered,
  type OtherDefinitions,
} from "../legacy-text.ts";
import { pythonFixed, pythonFloat } from "../python-text.ts";
import type { ZoneRunShare } from "./legacy-zone-run.ts";

/** best_portfolio_zone_{zone}_{ddMonYYYYHHMMSS}.txt. `inverted` = ULTA turned any strategy of the zone. */
export function legacyZonePortfolio(zone: string, portfolio: LegacyPortfolio, inverted: boolean): string {
  const { metrics, definitions } = portfolio;
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
    ...(definitions
      ? [`Profile: ${definitions.profile}`, `Capital: ${pythonFloat(definitions.capital)}`]
      : []),
    "",
    ...(inverted
      ? ["", "Inversion Report: See inversion_report.md in the run directory for details.", ""]
      : []),
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    "",
  ].join("\n");
}

interface WeightedZonesPortfolio {
  /** "GA" or "PSO": the only two that the legacy program ran over weighted zones. */
  readonly method: string;
  readonly fitness: number;
  readonly strategies: readonly string[];
  /** Legacy printed them for GA only. */
  readonly metrics?: LegacyReportMetrics;
  readonly definitions?: OtherDefinitions;
}

/** {method}_zone_portfolio_size{n}_{run}.txt. Without figures, too, it names the definitions that its fitness follows. */
export function legacyWeightedZonesPortfolio(portfolio: WeightedZonesPortfolio): string {
  const { metrics, definitions } = portfolio;
  return [
    `${portfolio.method} Zone Portfolio (Size ${portfolio.strategies.length})`,
    `Fitness: ${pythonFloat(portfolio.fitness)}`,
    "",
    "Selected Strategies:",
    ...numbered(portfolio.strategies),
    ...(metrics ? ["", "Performance Metrics:", ...metricLines(metrics, definitions)] : []),
    ...(!metrics && definitions ? ["", ...definitionLines(definitions)] : []),
    "",
  ].join("\n");
}

/** One zone with its best portfolio. */
interface LegacyZoneResult {
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
  const profile = best.portfolio.definitions?.profile;
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
    ...(profile ? [`The figures are those of the ${profile} profile.`] : []),
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
    `Based on the optimization results, ${markdownText(best.zone)} shows the best performance in terms of ROI.`,
    "Consider allocating more capital to this zone's strategy portfolio.",
    "",
    "### Suggested Allocation",
    "",
    "The following allocation is recommended based on relative performance:",
    "",
    "| Zone | Allocation % |",
    "|------|-------------|",
    ...zones.map(
      ({ zone }, i) => `| ${markdownText(zone)} | ${pythonFixed(((shares[i] ?? 0) / total) * 100, 2)}% |`,
    ),
  ].join("\n");
}

/** The replaced system read the figure back from the zone's file, where it has two decimals. */
function printedRoi({ portfolio }: LegacyZoneResult): number {
  return Number(pythonFixed(portfolio.metrics.totalRoi, 2));
}

function zoneBlock({ zone, reportFile, portfolio }: LegacyZoneResult): string[] {
  const { metrics } = portfolio;
  return [
    `### ${markdownText(zone)}`,
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

/** Figures of one intraday zone's best portfolio. Currency; win rate a fraction. */
interface ZoneAnalysisRow {
  readonly zone: string;
  readonly strategies: number;
  readonly algorithm: string;
  readonly roi: number;
  readonly maxDrawdown: number;
  readonly ratio: number;
  readonly winRate: number;
}

/** zone_analysis_report_{ts}.md: the table of the later generations. */
export function zoneAnalysisMarkdown(
  generated: string,
  runId: string,
  zones: readonly ZoneAnalysisRow[],
): string {
  return [
    "# Zone Analysis Report",
    "",
    `**Generated:** ${generated}`,
    `**Run ID:** ${runId}`,
    "",
    "## Zone Optimization Results",
    "",
    `**Total Zones Analyzed:** ${zones.length}`,
    "",
    "### Zone Performance Summary",
    "",
    "| Zone | Strategies | Best Algorithm | ROI | Drawdown | ROI/DD Ratio | Win Rate |",
    "|------|------------|----------------|-----|----------|--------------|----------|",
    ...zones.map(zoneRow),
    "",
  ].join("\n");
}

function zoneRow(row: ZoneAnalysisRow): string {
  const cells = [
    row.zone,
    String(row.strategies),
    row.algorithm,
    pythonFixed(row.roi, 4),
    // The original shows drawdown as a loss.
    pythonFixed(-row.maxDrawdown, 4),
    pythonFixed(row.ratio, 4),
    `${pythonFixed(row.winRate * 100, 1)}%`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** zone_combinations_{run}.csv: what each combination of the zones' portfolios holds, in which zone, how much. */
export function zoneCombinationsCsv(shares: readonly ZoneRunShare[], formulasAsText: boolean): string {
  const name = (text: string) => csvName(text, formulasAsText);
  const rows = shares.map(({ combination, zone, zoneWeight, strategy, weight }) =>
    [combination, name(zone), pythonFloat(zoneWeight), name(strategy), pythonFloat(weight)].join(","),
  );
  return `${["Combination,Zone,Zone_Weight,Strategy_Name,Weight", ...rows].join("\n")}\n`;
}
