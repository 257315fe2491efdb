import { moneyText } from "../contract/figures/money.ts";
import { yearsOf } from "./parts/dates.ts";
import { formatDate } from "./parts/format.ts";
import { amountsOf, type ChartOption, type ChartOptions, chartFrame, tooltip } from "./parts/frame.ts";
import { pnlColours } from "./parts/heatmap.ts";
import { html } from "./parts/written.ts";

const cell = 15;

/** Pixels of one day's cell and of one year's band in the calendar: a panel needs 84 + years x height. */
export const calendarBand = { cell, height: 7 * cell + 34 } as const;

export interface CalendarHeatmapData {
  /** ISO dates, one per day. */
  readonly dates: readonly string[];
  /** P&L per day, currency. */
  readonly pnl: Float64Array;
}

/** P&L of every day on a calendar: red lost, blue earned, empty = no observation. */
export function calendarHeatmap(data: CalendarHeatmapData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, scaled } = amountsOf(options);
  const pnl = scaled(data.pnl);
  const { base, top } = chartFrame(options);
  const years = yearsOf(data.dates);
  return {
    ...base,
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [date, value] = (parameters as { value: [string, number] }).value;
        return html`${formatDate(date)}<br><b>${moneyText(value, money)}</b>`;
      },
    },
    visualMap: {
      ...pnlColours(theme, pnl, money, 120),
      dimension: 1,
      // Beside the title; without one under the last year.
      ...(options.title === undefined
        ? { left: 64, top: top + years.length * calendarBand.height }
        : { right: 24, top: 14 }),
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
