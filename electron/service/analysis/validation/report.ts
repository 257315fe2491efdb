import type { ResultOf } from "../../../contract/method.ts";
import type { validateDatasets, validateLegacy } from "../../../contract/methods/validate.ts";
import type { MetricBasis } from "../../../contract/metric-basis.ts";
import { markdownText } from "../../../contract/text.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";

/** Differences and names shown in a report; the result has more. */
const shown = 25;

const signature =
  "Reviewed by: ______________________   Date: ______________   Signature: ______________________";

interface ReportHead {
  readonly tolerance: number;
  readonly generated: string;
  readonly product: string;
}

export interface LegacyReportHead extends ReportHead {
  readonly dataset: string;
  readonly version: number;
  readonly source: string;
  readonly sha256: string;
  readonly observations: number;
  readonly strategies: number;
  readonly path: string;
}

/** The comparison with the replaced system's files as a Markdown page that a reviewer can sign. */
export function legacyReport(
  head: LegacyReportHead,
  findings: Omit<ResultOf<typeof validateLegacy>, "report">,
): string {
  return [
    "# Validation against the replaced system",
    "",
    resultLine(findings.agrees ? "everything compared agrees" : undefined, head),
    "",
    `- Dataset: ${markdownText(head.dataset)}, version ${head.version}, ${head.observations} rows x ${head.strategies} strategies`,
    `- Source: ${head.source}, SHA-256 ${head.sha256}`,
    `- Compared with: ${head.path}`,
    makerLine(head),
    "",
    "| File | What it is | Figures | Agreeing | Largest relative difference | Note |",
    "|---|---|---:|---:|---:|---|",
    ...findings.files.map(
      (one) =>
        `| ${markdownText(one.file)} | ${one.kind} | ${one.compared} | ${one.agreeing} | ${one.compared > 0 ? one.largest.toExponential(2) : "-"} | ${one.note} |`,
    ),
    "",
    ...differenceLines(
      ["File", "Item", "Figure"],
      findings.differences.map((one) => ({ ...one, place: [one.file, one.item, one.figure] })),
      findings.differenceCount,
    ),
    ...countedLines(
      "Left out by the replaced system (it skipped the first strategy of a file with Date and Day)",
      findings.leftOut,
      findings.leftOutCount,
    ),
    ...countedLines("Not in the dataset", findings.unknown, findings.unknownCount),
    signature,
    "",
  ].join("\n");
}

export interface DatasetsReportHead extends ReportHead {
  readonly ours: Manifest;
  readonly theirs: Manifest;
  readonly basis: MetricBasis;
}

/** The comparison of two datasets as a Markdown page that a reviewer can sign. */
export function datasetsReport(
  head: DatasetsReportHead,
  findings: Omit<ResultOf<typeof validateDatasets>, "report">,
): string {
  const { basis } = head;
  return [
    "# Validation of one dataset against another",
    "",
    resultLine(findings.agrees ? "everything agrees" : undefined, head),
    "",
    `- Ours: ${sideOf(head.ours)}`,
    `- Theirs: ${sideOf(head.theirs)}`,
    `- Metrics: profile ${basis.profile}, ${basis.annualisation} rows a year (from ${basis.annualisationFrom}), divisor n - ${basis.ddof}`,
    makerLine(head),
    "",
    "| Part | Compared | Agreeing | Largest relative difference |",
    "|---|---:|---:|---:|",
    ...findings.parts.map(
      (one) =>
        `| ${one.part === "observations" ? "rows" : one.part} | ${one.compared} | ${one.agreeing} | ${one.largest.toExponential(2)} |`,
    ),
    "",
    ...differenceLines(
      ["Part", "Strategy", "At"],
      findings.differences.map((one) => ({ ...one, place: [one.part, one.strategy, one.at] })),
      findings.differenceCount,
    ),
    ...listLines("Strategies in ours alone", findings.onlyHere.strategies),
    ...listLines("Strategies in theirs alone", findings.onlyThere.strategies),
    ...listLines("Rows in ours alone", findings.onlyHere.observations),
    ...listLines("Rows in theirs alone", findings.onlyThere.observations),
    signature,
    "",
  ].join("\n");
}

function sideOf(one: Manifest): string {
  return (
    `${markdownText(one.name)}, version ${one.version}, ${one.observations} rows x ${one.strategies} strategies, ` +
    `from ${markdownText(one.source.fileName)}, SHA-256 ${one.source.sha256}`
  );
}

/** `agreement` says what agrees; undefined when something does not. */
function resultLine(agreement: string | undefined, { tolerance }: ReportHead): string {
  return `**Result:** ${agreement ?? "NOT in agreement"} (tolerance ${tolerance * 100} % relative)`;
}

function makerLine({ product, generated }: ReportHead): string {
  return `- Made by ${product} on ${generated}`;
}

interface ListedDifference {
  /** Where it is, a cell for each of the table's first columns. */
  readonly place: readonly string[];
  readonly theirs: number;
  readonly ours: number;
  readonly relative: number;
}

function differenceLines(
  places: readonly string[],
  differences: readonly ListedDifference[],
  count: number,
): string[] {
  if (count === 0) return [];
  return [
    `## Differences (${count})`,
    "",
    `| ${places.join(" | ")} | Theirs | Ours | Relative |`,
    `|${"---|".repeat(places.length)}---:|---:|---:|`,
    ...differences
      .slice(0, shown)
      .map(
        ({ place, theirs, ours, relative }) =>
          `| ${place.map(markdownText).join(" | ")} | ${theirs} | ${ours} | ${relative.toExponential(2)} |`,
      ),
    ...(count > shown ? ["", `... and ${count - shown} more`] : []),
    "",
  ];
}

function countedLines(title: string, names: readonly string[], count: number): string[] {
  return listLines(`${title} (${count})`, names, count);
}

/** `names` are all of `count`, or the first of them. */
function listLines(title: string, names: readonly string[], count = names.length): string[] {
  if (count === 0) return [];
  const listed = names.slice(0, shown).map((name) => `- ${markdownText(name)}`);
  return [`## ${title}`, "", ...listed, ...(count > shown ? ["- ..."] : []), ""];
}
