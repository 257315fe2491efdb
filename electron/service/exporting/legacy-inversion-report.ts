import type { Inversion } from "../analysis/ulta/decide.ts";
import { pythonFixed } from "./python-fixed.ts";

/** inversion_report.md. "Drawdown" is the smallest single row, as the legacy program called it. */
export function legacyInversionReport(inversions: readonly Inversion[], namePrefix = ""): string {
  const blocks = inversions.flatMap((one) => [
    `## ${namePrefix}${one.name}`,
    `- **Original ROI:** ${pythonFixed(one.originalRoi, 2)}`,
    `- **Inverted ROI:** ${pythonFixed(one.invertedRoi, 2)}`,
    `- **Original Drawdown:** ${pythonFixed(one.originalWorst, 2)}`,
    `- **Inverted Drawdown:** ${pythonFixed(one.invertedWorst, 2)}`,
    `- **Original Ratio:** ${pythonFixed(one.originalRatio, 2)}`,
    `- **Inverted Ratio:** ${pythonFixed(one.invertedRatio, 2)}`,
    "",
  ]);
  return [
    "# Inversion Report",
    "",
    "The following strategies had their returns inverted based on ULTA logic:",
    ...blocks,
  ].join("\n");
}
