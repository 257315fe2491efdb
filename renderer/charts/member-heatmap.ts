import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatAmount } from "./format-amount.ts";
import { formatCompact } from "./format-compact.ts";
import { formatDate } from "./format-date.ts";
import { formatFigure } from "./format-figure.ts";
import { plotGrid } from "./plot-grid.ts";
import { shorten } from "./shorten.ts";
import { tooltip } from "./tooltip.ts";

export interface MemberHeatmapData {
  readonly names: readonly string[];
  /** ISO dates, one per column. */
  readonly dates: readonly string[];
  /** Members x dates, row-major, currency. */
  readonly pnl: Float64Array;
}

/** P&L of every member at every observation: shows whether losses come together. */
export function memberHeatmap(data: MemberHeatmapData, options: ChartOptions): ChartOption {
  const { theme, unit = "currency" } = options;
  const { base, top } = chartFrame(options);
  const count = data.dates.length;
  const sizes = data.pnl.filter(Number.isFinite).map(Math.abs).sort();
  const strong = sizes[Math.floor((sizes.length - 1) * 0.95)] || 1;
  const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    ...base,
    grid: plotGrid(top - 14, { bottom: 56 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [date, member, value] = (parameters as { value: [number, number, number] }).value;
        return `${data.names[member]}<br>${formatDate(data.dates[date] ?? "")}<br><b>${formatFigure(value)}</b> ${unit}`;
      },
    },
    xAxis: {
      type: "category",
      data: data.dates.map(formatDate),
      axisLabel: { color: theme.muted, fontSize: 11, hideOverlap: true },
      ...quiet,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.names.map((name) => shorten(name, 34)),
      axisLabel: { color: theme.muted, fontSize: data.names.length > 40 ? 9 : 11, interval: 0 },
      ...quiet,
    },
    visualMap: {
      type: "continuous",
      min: -strong,
      max: strong,
      dimension: 2,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 10,
      itemWidth: 10,
      itemHeight: 180,
      text: [`${formatAmount(formatCompact(strong), unit)} or more`, formatCompact(-strong)],
      textGap: 10,
      textStyle: { color: theme.muted, fontSize: 11 },
      inRange: { color: [...theme.diverging].reverse() },
    },
    series: [
      {
        type: "heatmap",
        data: Array.from(data.pnl, (value, at) => [at % count, Math.floor(at / count), value]),
        itemStyle: { borderColor: theme.background, borderWidth: count > 120 ? 0 : 0.5 },
      },
    ],
  };
}
