import type { InversionRule } from "../../contract/view.ts";
import type { Inversion } from "../analysis/ulta/decide.ts";
import { pythonFixed } from "./python-fixed.ts";
import { ratioImprovement } from "./ratio-improvement.ts";

export interface UltaReport {
  /** YYYY-MM-DD HH:MM:SS */
  readonly generated: string;
  readonly runId: string;
  readonly rule: InversionRule;
  /** Strategies looked at, so that the share inverted means something. */
  readonly examined: number;
  readonly inversions: readonly Inversion[];
}

/** ulta_inversion_report_{ts}.md: the table of the later generations, with the rule that was really applied. */
export function ultaReportMarkdown(report: UltaReport): string {
  const { inversions, examined } = report;
  const improvements = inversions.map(ratioImprovement).filter(Number.isFinite);
  const mean = improvements.reduce((a, b) => a + b, 0) / improvements.length;
  const share = examined === 0 ? 0 : (inversions.length / examined) * 100;
  return [
    "# ULTA Inversion Report",
    "",
    `**Generated:** ${report.generated}`,
    `**Run ID:** ${report.runId}`,
    "",
    "## Summary",
    "",
    `**Total Strategies Analyzed:** ${examined}`,
    `**Total Strategies Inverted:** ${inversions.length} (${pythonFixed(share, 1)}%)`,
    `**Rule:** ${describeRule(report.rule)}`,
    ...(improvements.length > 0 ? [`**Average Improvement:** ${pythonFixed(mean, 2)}%`] : []),
    "",
    "Drawdown is the smallest single row; improvement compares sum / |smallest row| before and after.",
    "",
    "| Strategy Name | Original ROI | Inverted ROI | Original Drawdown | Inverted Drawdown | Improvement % |",
    "|---------------|--------------|--------------|-------------------|-------------------|---------------|",
    ...inversions.map(tableRow),
    "",
  ].join("\n");
}

function describeRule(rule: InversionRule): string {
  if (rule.kind === "off") return "none";
  if (rule.kind === "sum") return "the sum of all rows is below 0";
  const percent = pythonFixed(rule.negativeShare * 100, 0);
  return `the sum is below 0, at least ${rule.minNegativeRows} rows and ${percent}% of the rows are negative`;
}

function tableRow(one: Inversion): string {
  const cells = [
    one.name.replaceAll("|", "\\|"),
    pythonFixed(one.originalRoi, 4),
    pythonFixed(one.invertedRoi, 4),
    pythonFixed(one.originalWorst, 4),
    pythonFixed(one.invertedWorst, 4),
    `${pythonFixed(ratioImprovement(one), 2)}%`,
  ];
  return `| ${cells.join(" | ")} |`;
}
