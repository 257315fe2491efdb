import { calendarBand } from "./calendar-band.ts";
import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatAmount } from "./format-amount.ts";
import { formatCompact } from "./format-compact.ts";
import { formatDate } from "./format-date.ts";
import { formatFigure } from "./format-figure.ts";
import { tooltip } from "./tooltip.ts";
import { yearsOf } from "./years-of.ts";

export interface CalendarHeatmapData {
  /** ISO dates, one per day. */
  readonly dates: readonly string[];
  /** P&L per day, currency. */
  readonly pnl: Float64Array;
}

/** P&L of every day on a calendar: red lost, blue earned, empty = no observation. */
export function calendarHeatmap(data: CalendarHeatmapData, options: ChartOptions): ChartOption {
  const { theme, unit = "currency" } = options;
  const { base, top } = chartFrame(options);
  const years = yearsOf(data.dates);
  const strong = quantileOfSize(data.pnl, 0.95);
  return {
    ...base,
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [date, value] = (parameters as { value: [string, number] }).value;
        return `${formatDate(date)}<br><b>${formatFigure(value)}</b> ${unit}`;
      },
    },
    visualMap: {
      type: "continuous",
      min: -strong,
      max: strong,
      dimension: 1,
      calculable: false,
      orient: "horizontal",
      // Beside the title; without one under the last year.
      ...(options.title === undefined
        ? { left: 64, top: top + years.length * calendarBand.height }
        : { right: 24, top: 14 }),
      itemWidth: 10,
      itemHeight: 120,
      text: [`${formatAmount(formatCompact(strong), unit)} or more`, formatCompact(-strong)],
      textGap: 10,
      textStyle: { color: theme.muted, fontSize: 11 },
      inRange: { color: [...theme.diverging].reverse() },
    },
    calendar: years.map((year, i) => ({
      range: year,
      left: 64,
      right: 24,
      top: top + i * calendarBand.height,
      cellSize: ["auto", calendarBand.cell],
      itemStyle: { color: "transparent", borderColor: theme.grid, borderWidth: 1 },
      splitLine: { lineStyle: { color: theme.line, width: 1 } },
      dayLabel: {
        firstDay: 1,
        nameMap: ["", "Mon", "", "Wed", "", "Fri", ""],
        color: theme.muted,
        fontSize: 10,
      },
      monthLabel: { color: theme.muted, fontSize: 11, nameMap: "EN" },
      yearLabel: { color: theme.text, fontSize: 13, fontWeight: 600, margin: 34 },
    })),
    series: years.map((year, i) => ({
      type: "heatmap",
      coordinateSystem: "calendar",
      calendarIndex: i,
      data: data.dates.flatMap((date, t) =>
        date.startsWith(year) ? [[date, data.pnl[t] ?? Number.NaN]] : [],
      ),
      itemStyle: { borderColor: theme.background, borderWidth: 1 },
    })),
  };
}

/** Size that all but a few days stay under, so that one jump does not wash out the rest. */
function quantileOfSize(values: Float64Array, share: number): number {
  const sizes = values.filter(Number.isFinite).map(Math.abs).sort();
  return sizes[Math.floor((sizes.length - 1) * share)] || 1;
}
