import { barList } from "./bar-list.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatFigure } from "./format-figure.ts";

export interface ZoneBreakdownData {
  readonly zones: readonly {
    readonly name: string;
    /** Sum of P&L in the zone, currency, before weighting. */
    readonly total: number;
    /** Normalised weight, 0..1. */
    readonly weight: number;
    readonly winRate: number;
  }[];
}

/** P&L by intraday zone, in the order of the day, with weight and win rate. */
export function zoneBreakdown(data: ZoneBreakdownData, options: ChartOptions): ChartOption {
  const rows = data.zones.map((zone) => ({
    label: zone.name,
    value: zone.total,
    note: `weight ${formatFigure(zone.weight * 100)} %, wins ${formatFigure(zone.winRate * 100)} %`,
  }));
  return barList(rows, { ...options, measure: `P&L in the zone, ${options.unit ?? "currency"}` });
}
