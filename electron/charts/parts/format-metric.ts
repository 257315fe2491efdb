import { type MetricName, metricTable } from "../../contract/metrics.ts";
import { formatFigure } from "./format.ts";

/** The stored value times this is what is shown: fractions as percent. */
export const metricFactor = (name: MetricName): number => (metricTable[name].unit === "fraction" ? 100 : 1);

/** A metric's value as its column shows it, without the unit (the heading has it). Small amounts get more decimals. */
export function formatMetric(name: MetricName, value: number): string {
  const { digits, unit } = metricTable[name];
  const shown = value * metricFactor(name);
  const small = unit === "currency" && Math.abs(shown) < 100 && shown !== 0;
  return formatFigure(shown, small ? 2 : digits);
}
