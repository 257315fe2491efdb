import { pythonFixed } from "./python-fixed.ts";

/** Figures of one intraday zone's best portfolio. Currency; win rate a fraction. */
export interface ZoneAnalysisRow {
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
    ...zones.map(tableRow),
    "",
  ].join("\n");
}

function tableRow(row: ZoneAnalysisRow): string {
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
