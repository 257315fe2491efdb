import { formatFigure } from "../../electron/charts/parts/format.ts";
import type { MetricName } from "../../electron/contract/metrics.ts";
import { metricTable } from "./metric-table.ts";

/** A metric's value as its column shows it, without the unit (the heading has it). Small amounts get more decimals. */
export function formatMetric(name: MetricName, value: number): string {
  const { digits, factor, unit } = metricTable[name];
  const shown = value * factor;
  const small = unit === "currency" && Math.abs(shown) < 100 && shown !== 0;
  return formatFigure(shown, small ? 2 : digits);
}
