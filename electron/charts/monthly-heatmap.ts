import { moneyText } from "../contract/figures/money.ts";
import { yearsOf } from "./parts/dates.ts";
import { formatCompact } from "./parts/format.ts";
import {
  amountsOf,
  type ChartOption,
  type ChartOptions,
  chartFrame,
  plotGrid,
  tooltip,
} from "./parts/frame.ts";
import { cellAxis, textOnStrong } from "./parts/heatmap.ts";
import { html } from "./parts/written.ts";

export interface MonthlyHeatmapData {
  /** ISO dates. */
  readonly dates: readonly string[];
  /** P&L per observation, currency. */
  readonly pnl: Float64Array;
}

const columns = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Year"];

/** P&L by year and month with the figures in the cells: red lost, blue earned. */
export function monthlyHeatmap(data: MonthlyHeatmapData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { money, scaled } = amountsOf(options);
  const { base, top } = chartFrame(options);
  const { years, cells } = monthlySums(data.dates, scaled(data.pnl));
  const size = Math.max(1e-9, ...cells.filter((cell) => cell.month < 12).map((cell) => Math.abs(cell.sum)));
  const label = { color: theme.muted, fontSize: 11, interval: 0 };
  return {
    ...base,
    grid: plotGrid(top - 14),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [month, year, sum] = (parameters as { value: [number, number, number] }).value;
        return html`${columns[month]} ${years[year]}<br><b>${moneyText(sum, money)}</b>`;
      },
    },
    xAxis: { type: "category", position: "top", data: columns, axisLabel: label, ...cellAxis },
    yAxis: { type: "category", inverse: true, data: years, axisLabel: label, ...cellAxis },
    visualMap: {
      show: false,
      type: "continuous",
      dimension: 3,
      min: -1,
      max: 1,
      // Here a loss is what must be seen first: the scale of correlations is turned round.
      inRange: { color: [...theme.pnl] },
    },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => ({
          value: [cell.month, cell.year, cell.sum, cell.month === 12 ? 0 : cell.sum / size],
          label: {
            show: true,
            color: Math.abs(cell.sum) > size * 0.6 && cell.month < 12 ? textOnStrong(theme) : theme.text,
            fontSize: 12,
            fontWeight: cell.month === 12 ? (600 as const) : (400 as const),
            formatter: formatCompact(cell.sum),
          },
        })),
        itemStyle: { borderColor: theme.background, borderWidth: 2 },
      },
    ],
  };
}

export interface MonthlyCell {
  /** 0..11, 12 = the year's total. */
  readonly month: number;
  /** Index into `years`. */
  readonly year: number;
  readonly sum: number;
}

/** Sums of a series by calendar month and by year; months without an observation have no cell. */
export function monthlySums(
  dates: readonly string[],
  pnl: Float64Array,
): { years: string[]; cells: MonthlyCell[] } {
  const years = yearsOf(dates);
  const sums = new Map<string, { month: number; year: number; sum: number }>();
  const add = (month: number, year: number, value: number) => {
    const cell = sums.get(`${year}/${month}`) ?? { month, year, sum: 0 };
    cell.sum += value;
    sums.set(`${year}/${month}`, cell);
  };
  dates.forEach((date, i) => {
    const value = pnl[i] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    const year = years.indexOf(date.slice(0, 4));
    add(Number(date.slice(5, 7)) - 1, year, value);
    add(12, year, value);
  });
  return { years, cells: [...sums.values()] };
}
