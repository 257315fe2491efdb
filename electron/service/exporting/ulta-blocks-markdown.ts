import { pythonFixed } from "./python-fixed.ts";
import { ratioImprovement } from "./ratio-improvement.ts";
import type { UltaReport } from "./ulta-report-markdown.ts";

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
    layout === "arrows" ? `### ${one.name} -> ${one.name}_inv` : `### ${one.name}`,
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
