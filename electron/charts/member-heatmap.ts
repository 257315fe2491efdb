import { moneyText } from "../contract/figures/money.ts";
import { formatDate, labelsOf } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { cellAxis, pnlColours } from "./parts/heatmap.ts";
import { html } from "./parts/written.ts";

export interface MemberHeatmapData {
  readonly names: readonly string[];
  /** ISO dates, one per column. */
  readonly dates: readonly string[];
  /** Members x dates, row-major, currency. */
  readonly pnl: Float64Array;
}

/** P&L of every member at every observation: shows whether losses come together. */
export function memberHeatmap(data: MemberHeatmapData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, scaled } = amountsOf(options);
  const pnl = scaled(data.pnl);
  const { base, top } = chartFrame(options);
  const count = data.dates.length;
  return {
    ...base,
    grid: plotGrid(top - 14, { bottom: 56 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [date, member, value] = (parameters as { value: [number, number, number] }).value;
        return html`${data.names[member]}<br>${formatDate(data.dates[date] ?? "")}<br><b>${moneyText(value, money)}</b>`;
      },
    },
    xAxis: {
      type: "category",
      data: data.dates.map(formatDate),
      axisLabel: { color: theme.muted, fontSize: 11, hideOverlap: true },
      ...cellAxis,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: labelsOf(data.names, 34),
      axisLabel: { color: theme.muted, fontSize: data.names.length > 40 ? 9 : 11, interval: 0 },
      ...cellAxis,
    },
    visualMap: { ...pnlColours(theme, pnl, money, 180), dimension: 2, left: "center", bottom: 10 },
    series: [
      {
        type: "heatmap",
        data: Array.from(pnl, (value, at) => [at % count, Math.floor(at / count), value]),
        itemStyle: { borderColor: theme.background, borderWidth: count > 120 ? 0 : 0.5 },
      },
    ],
  };
}
