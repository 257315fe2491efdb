import { markdownText } from "../../../contract/text.ts";
import type { InversionRule } from "../../../contract/view.ts";
import type { Inversion } from "../../analysis/ulta/decide.ts";
import { pythonFixed } from "../python-text.ts";

/** Percent by which an inversion improves sum / |smallest row|. */
export function ratioImprovement(one: Inversion): number {
  return ((one.invertedRatio - one.originalRatio) / Math.abs(one.originalRatio)) * 100;
}

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
    ...inversions.map(inversionRow),
    "",
  ].join("\n");
}

function describeRule(rule: InversionRule): string {
  if (rule.kind === "off") return "none";
  if (rule.kind === "sum") return "the sum of all rows is below 0";
  const percent = pythonFixed(rule.negativeShare * 100, 0);
  return `the sum is below 0, at least ${rule.minNegativeRows} rows and ${percent}% of the rows are negative`;
}

function inversionRow(one: Inversion): string {
  const cells = [
    markdownText(one.name),
    pythonFixed(one.originalRoi, 4),
    pythonFixed(one.invertedRoi, 4),
    pythonFixed(one.originalWorst, 4),
    pythonFixed(one.invertedWorst, 4),
    `${pythonFixed(ratioImprovement(one), 2)}%`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/**
 * Inversion report as blocks, four decimals. `arrows`: the enhanced job processors' page with "name -> name_inv" (their
 * improvement score has no known formula and is left out); otherwise the last generation's, with both improvements.
 */
export function ultaBlocksMarkdown(
  { generated, examined, inversions }: UltaReport,
  layout: "arrows" | "improvements",
): string {
  const four = (value: number) => pythonFixed(value, 4);
  const title =
    layout === "arrows" ? "# ULTA (Ultimate Loss to Asset) Inversion Report" : "# ULTA Inversion Report";
  const blocks = inversions.flatMap((one) => [
    layout === "arrows"
      ? `### ${markdownText(one.name)} -> ${markdownText(one.name)}_inv`
      : `### ${markdownText(one.name)}`,
    `- **Original ROI:** ${four(one.originalRoi)}`,
    `- **Inverted ROI:** ${four(one.invertedRoi)}`,
    ...(layout === "arrows" ? [] : [`- **ROI Improvement:** ${four(one.invertedRoi - one.originalRoi)}`]),
    `- **Original Drawdown:** ${four(one.originalWorst)}`,
    `- **Inverted Drawdown:** ${four(one.invertedWorst)}`,
    `- **Original Ratio:** ${four(one.originalRatio)}`,
    `- **Inverted Ratio:** ${four(one.invertedRatio)}`,
    ...(layout === "arrows" ? [] : [`- **Ratio Improvement:** ${pythonFixed(ratioImprovement(one), 2)}%`]),
    "",
  ]);
  return [
    title,
    "",
    `**Generated:** ${generated}`,
    `**Total Strategies Analyzed:** ${examined}`,
    `**Total Strategies Inverted:** ${inversions.length}`,
    "",
    ...blocks,
  ].join("\n");
}
