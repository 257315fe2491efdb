import type { CellQuality, MetricBasis } from "../../../contract/metric-basis.ts";
import { countOf } from "../../../contract/text.ts";
import { formatFigure } from "../format.ts";

const origin: Readonly<Record<MetricBasis["annualisationFrom"], string>> = {
  request: "as asked for",
  setting: "from the settings",
  profile: "of the profile",
  dates: "from the dates",
  "too-few-dates": "assumed, too few dates",
};

/** The definitions of a set of figures in one line, and a line for each thing to know of them. */
export function describeBasis(basis: MetricBasis): string {
  const definitions = [
    `profile ${basis.profile}`,
    `divisor n${basis.ddof === 1 ? " - 1" : ""}`,
    `${formatFigure(basis.annualisation)} rows a year (${origin[basis.annualisationFrom]})`,
    `${countOf(basis.observations, "row")} ${basis.firstDate} to ${basis.lastDate}`,
    basis.capital > 0 ? `capital ${formatFigure(basis.capital)}` : "no capital declared",
  ].join(", ");
  return [definitions, ...basis.warnings].join("\n");
}

/** What is said of a result that was kept; nothing of one that was computed just now. */
export function describeKept(kept: string | null, dataset: string): string | undefined {
  return kept === null
    ? undefined
    : `since ${kept} (tessera kept "${dataset}" --clear has it computed again)`;
}

/** A sentence on the cells that were not there; nothing when all were. `treatment` says what became of missing ones. */
export function describeCells({ missingCells, imputedCells }: CellQuality, treatment: string): string {
  const missing = missingCells > 0 ? `${countOf(missingCells, "missing cell")} (${treatment})` : "";
  const imputed =
    imputedCells > 0
      ? `${countOf(imputedCells, "cell")} of the dataset ${imputedCells === 1 ? "was" : "were"} taken as 0 by the import`
      : "";
  return [missing, imputed].filter(Boolean).join("; ");
}
