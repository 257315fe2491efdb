import type { ResultOf } from "../../../contract/method.ts";
import type { validateDatasets } from "../../../contract/methods/validate.ts";
import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { Manifest } from "../../datasets/manifest.ts";
import { tableCell } from "./table-cell.ts";

type Findings = Omit<ResultOf<typeof validateDatasets>, "report">;

/** Differences and names shown in the report; the result has more. */
const shown = 25;

export interface DatasetsReportHead {
  readonly ours: Manifest;
  readonly theirs: Manifest;
  readonly basis: MetricBasis;
  readonly tolerance: number;
  readonly generated: string;
  readonly product: string;
}

/** The comparison of two datasets as a Markdown page that a reviewer can sign. */
export function datasetsReport(head: DatasetsReportHead, findings: Findings): string {
  const { basis } = head;
  return [
    "# Validation of one dataset against another",
    "",
    `**Result:** ${findings.agrees ? "everything agrees" : "NOT in agreement"} (tolerance ${head.tolerance * 100} % relative)`,
    "",
    `- Ours: ${sideOf(head.ours)}`,
    `- Theirs: ${sideOf(head.theirs)}`,
    `- Metrics: profile ${basis.profile}, ${basis.annualisation} observations a year (from ${basis.annualisationFrom}), divisor n - ${basis.ddof}`,
    `- Made by ${head.product} on ${head.generated}`,
    "",
    "| Part | Compared | Agreeing | Largest relative difference |",
    "|---|---:|---:|---:|",
    ...findings.parts.map(
      (one) => `| ${one.part} | ${one.compared} | ${one.agreeing} | ${one.largest.toExponential(2)} |`,
    ),
    "",
    ...differenceLines(findings),
    ...listLines("Strategies in ours alone", findings.onlyHere.strategies),
    ...listLines("Strategies in theirs alone", findings.onlyThere.strategies),
    ...listLines("Observations in ours alone", findings.onlyHere.observations),
    ...listLines("Observations in theirs alone", findings.onlyThere.observations),
    "Reviewed by: ______________________   Date: ______________   Signature: ______________________",
    "",
  ].join("\n");
}

function sideOf(one: Manifest): string {
  return (
    `${one.name}, version ${one.version}, ${one.observations} observations x ${one.strategies} strategies, ` +
    `from ${one.source.fileName}, SHA-256 ${one.source.sha256}`
  );
}

function differenceLines({ differences, differenceCount }: Findings): string[] {
  if (differenceCount === 0) return [];
  return [
    `## Differences (${differenceCount})`,
    "",
    "| Part | Strategy | At | Theirs | Ours | Relative |",
    "|---|---|---|---:|---:|---:|",
    ...differences
      .slice(0, shown)
      .map(
        (one) =>
          `| ${one.part} | ${tableCell(one.strategy)} | ${tableCell(one.at)} | ${one.theirs} | ${one.ours} | ${one.relative.toExponential(2)} |`,
      ),
    ...(differenceCount > shown ? ["", `... and ${differenceCount - shown} more`] : []),
    "",
  ];
}

function listLines(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const listed = names.slice(0, shown).map((name) => `- ${name}`);
  return [`## ${title}`, "", ...listed, ...(names.length > shown ? ["- ..."] : []), ""];
}
