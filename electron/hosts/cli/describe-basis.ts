import type { MetricBasis } from "../../contract/metric-basis.ts";
import { formatFigure } from "./format-figure.ts";

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
    `${formatFigure(basis.annualisation)} observations a year (${origin[basis.annualisationFrom]})`,
    `${basis.observations} observations ${basis.firstDate} to ${basis.lastDate}`,
    basis.capital > 0 ? `capital ${formatFigure(basis.capital)}` : "no capital declared",
  ].join(", ");
  return [definitions, ...basis.warnings].join("\n");
}
