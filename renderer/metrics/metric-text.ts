import { formatAnnualisation, formatFigure } from "../../electron/contract/figures/format.ts";
import type { Money } from "../../electron/contract/figures/money.ts";
import type { MetricBasis } from "../../electron/contract/metric-basis.ts";
import {
  isAnnualised,
  type MetricName,
  metricFormula,
  metricTable,
} from "../../electron/contract/metrics.ts";
import { countOf } from "../../electron/contract/text.ts";

// The words, units and colours of a metric as the screens show it; what it is stands in the contract's table.

/** Unit of a value; "" where there is none. */
export function metricUnit(name: MetricName, money: Money): string {
  return { currency: money.unit, fraction: "%", count: "rows", ratio: "", row: "" }[metricTable[name].unit];
}

/** Colour of a metric where the sign is the message. */
export function metricTone(name: MetricName, value: number): "gain" | "loss" | undefined {
  if (!metricTable[name].signed || Number.isNaN(value) || value === 0) return undefined;
  return value > 0 ? "gain" : "loss";
}

const sources: Readonly<Record<MetricBasis["annualisationFrom"], string>> = {
  request: "chosen here",
  setting: "from the settings",
  profile: "of the profile",
  dates: "inferred from the dates",
  "too-few-dates": "assumed, too few dates to infer",
};

/**
 * What a figure is and what it rests on, for a tip: name, the formula that was computed, definition, observations, cells that
 * were not as written. Without a basis the profile is not known yet, and with it the formula.
 */
export function explainMetric(name: MetricName, basis: MetricBasis | null): string {
  const { title } = metricTable[name];
  if (!basis) return title;
  const rejects = Object.values(basis.rejects).reduce((sum, count) => sum + count, 0);
  const lines = [
    title,
    metricFormula(name, basis.profile),
    `Profile ${basis.profile}, divisor n${basis.ddof === 0 ? "" : " − 1"}`,
    isAnnualised(name, basis.profile)
      ? `A = ${formatAnnualisation(basis.annualisation)} rows a year, ${sources[basis.annualisationFrom]}`
      : null,
    ...(isAnnualised(name, basis.profile) ? basis.warnings : []),
    `n = ${formatFigure(basis.observations)} rows, ${basis.firstDate} to ${basis.lastDate}`,
    rejects > 0
      ? `${countOf(rejects, "cell")} of the dataset ${rejects === 1 ? "was" : "were"} not taken as written`
      : null,
  ];
  return lines.filter((line) => line !== null).join("\n");
}
