import { formatFigure } from "../../electron/charts/parts/format.ts";
import type { MetricBasis } from "../../electron/contract/metric-basis.ts";
import type { MetricName } from "../../electron/contract/metrics.ts";
import { metricTable } from "./metric-table.ts";

const annualised: ReadonlySet<MetricName> = new Set([
  "annualized_return",
  "sharpe",
  "sortino",
  "calmar",
  "volatility",
]);
const sources: Readonly<Record<MetricBasis["annualisationFrom"], string>> = {
  request: "chosen here",
  setting: "from the settings",
  profile: "of the profile",
  dates: "inferred from the dates",
  "too-few-dates": "assumed, too few dates to infer",
};

/** What a figure is and what it rests on, for a tip: name, formula, definition, observations, cells that were not as written. */
export function explainMetric(name: MetricName, basis: MetricBasis | null): string {
  const { title, formula } = metricTable[name];
  if (!basis) return `${title}\n${formula}`;
  const rejects = Object.values(basis.rejects).reduce((sum, count) => sum + count, 0);
  const lines = [
    title,
    formula,
    `Profile ${basis.profile}, divisor n${basis.ddof === 0 ? "" : " − 1"}`,
    annualised.has(name)
      ? `${formatFigure(basis.annualisation, Number.isInteger(basis.annualisation) ? 0 : 1)} observations a year, ${sources[basis.annualisationFrom]}`
      : null,
    `n = ${formatFigure(basis.observations)} observations, ${basis.firstDate} to ${basis.lastDate}`,
    rejects > 0 ? `${formatFigure(rejects)} cells of the dataset were not taken as written` : null,
  ];
  return lines.filter((line) => line !== null).join("\n");
}
