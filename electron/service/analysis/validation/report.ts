import type { ResultOf } from "../../../contract/method.ts";
import type { validateDatasets, validateLegacy } from "../../../contract/methods/validate.ts";
import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { Manifest } from "../../datasets/manifest.ts";

type LegacyFindings = Omit<ResultOf<typeof validateLegacy>, "report">;

export interface LegacyReportHead {
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
const legacyShown = 25;

/** The comparison as a Markdown page that a reviewer can sign. */
export function legacyReport(head: LegacyReportHead, findings: LegacyFindings): string {
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
    ...legacyDifferenceLines(findings),
    ...listLinesCounted(
      "Left out by the replaced system (it skipped the first strategy of a file with Date and Day)",
      findings.leftOut,
      findings.leftOutCount,
    ),
    ...listLinesCounted("Not in the dataset", findings.unknown, findings.unknownCount),
    "Reviewed by: ______________________   Date: ______________   Signature: ______________________",
    "",
  ].join("\n");
}

function legacyDifferenceLines(findings: LegacyFindings): string[] {
  if (findings.differenceCount === 0) return [];
  return [
    `## Differences (${findings.differenceCount})`,
    "",
    "| File | Item | Figure | Theirs | Ours | Relative |",
    "|---|---|---|---:|---:|---:|",
    ...findings.differences
      .slice(0, legacyShown)
      .map(
        (one) =>
          `| ${one.file} | ${one.item} | ${one.figure} | ${one.theirs} | ${one.ours} | ${one.relative.toExponential(2)} |`,
      ),
    ...(findings.differenceCount > legacyShown
      ? ["", `... and ${findings.differenceCount - legacyShown} more`]
      : []),
    "",
  ];
}

function listLinesCounted(title: string, names: readonly string[], count: number): string[] {
  if (count === 0) return [];
  const listed = names.slice(0, legacyShown).map((name) => `- ${name}`);
  return [`## ${title} (${count})`, "", ...listed, ...(count > legacyShown ? ["- ..."] : []), ""];
}

/** Text for a cell of a Markdown table. */
export function tableCell(text: string): string {
  return text.replaceAll("|", "\\|");
}

type DatasetsFindings = Omit<ResultOf<typeof validateDatasets>, "report">;

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
export function datasetsReport(head: DatasetsReportHead, findings: DatasetsFindings): string {
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

function differenceLines({ differences, differenceCount }: DatasetsFindings): string[] {
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
