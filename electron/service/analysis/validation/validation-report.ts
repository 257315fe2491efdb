import type { ResultOf } from "../../../contract/method.ts";
import type { validateLegacy } from "../../../contract/methods/validate.ts";

type Findings = Omit<ResultOf<typeof validateLegacy>, "report">;

export interface ReportHead {
  readonly dataset: string;
  readonly version: number;
  readonly source: string;
  readonly sha256: string;
  readonly observations: number;
  readonly strategies: number;
  readonly path: string;
  readonly tolerance: number;
  readonly generated: string;
  readonly product: string;
}

/** Differences shown in the report; all are in the result. */
const shown = 25;

/** The comparison as a Markdown page that a reviewer can sign. */
export function validationReport(head: ReportHead, findings: Findings): string {
  const percent = `${head.tolerance * 100} %`;
  return [
    "# Validation against the replaced system",
    "",
    `**Result:** ${findings.agrees ? "everything compared agrees" : "NOT in agreement"} (tolerance ${percent} relative)`,
    "",
    `- Dataset: ${head.dataset}, version ${head.version}, ${head.observations} observations x ${head.strategies} strategies`,
    `- Source: ${head.source}, SHA-256 ${head.sha256}`,
    `- Compared with: ${head.path}`,
    `- Made by ${head.product} on ${head.generated}`,
    "",
    "| File | What it is | Figures | Agreeing | Largest relative difference | Note |",
    "|---|---|---:|---:|---:|---|",
    ...findings.files.map(
      (one) =>
        `| ${one.file} | ${one.kind} | ${one.compared} | ${one.agreeing} | ${one.compared > 0 ? one.largest.toExponential(2) : "-"} | ${one.note} |`,
    ),
    "",
    ...differenceLines(findings),
    ...listLines(
      "Left out by the replaced system (it skipped the first strategy of a file with Date and Day)",
      findings.leftOut,
      findings.leftOutCount,
    ),
    ...listLines("Not in the dataset", findings.unknown, findings.unknownCount),
    "Reviewed by: ______________________   Date: ______________   Signature: ______________________",
    "",
  ].join("\n");
}

function differenceLines(findings: Findings): string[] {
  if (findings.differenceCount === 0) return [];
  return [
    `## Differences (${findings.differenceCount})`,
    "",
    "| File | Item | Figure | Theirs | Ours | Relative |",
    "|---|---|---|---:|---:|---:|",
    ...findings.differences
      .slice(0, shown)
      .map(
        (one) =>
          `| ${one.file} | ${one.item} | ${one.figure} | ${one.theirs} | ${one.ours} | ${one.relative.toExponential(2)} |`,
      ),
    ...(findings.differenceCount > shown ? ["", `... and ${findings.differenceCount - shown} more`] : []),
    "",
  ];
}

function listLines(title: string, names: readonly string[], count: number): string[] {
  if (count === 0) return [];
  const listed = names.slice(0, shown).map((name) => `- ${name}`);
  return [`## ${title} (${count})`, "", ...listed, ...(count > shown ? ["- ..."] : []), ""];
}
