import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatCompact } from "./format-compact.ts";
import { formatFigure } from "./format-figure.ts";
import { monthlySums } from "./monthly-sums.ts";
import { plotGrid } from "./plot-grid.ts";
import { tooltip } from "./tooltip.ts";

export interface MonthlyHeatmapData {
  /** ISO dates. */
  readonly dates: readonly string[];
  /** P&L per observation, currency. */
  readonly pnl: Float64Array;
}

const columns = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Year"];

/** P&L by year and month with the figures in the cells: red lost, blue earned. */
export function monthlyHeatmap(data: MonthlyHeatmapData, options: ChartOptions): ChartOption {
  const { theme, unit = "currency" } = options;
  const { base, top } = chartFrame(options);
  const { years, cells } = monthlySums(data.dates, data.pnl);
  const size = Math.max(1, ...cells.filter((cell) => cell.month < 12).map((cell) => Math.abs(cell.sum)));
  const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  const label = { color: theme.muted, fontSize: 11, interval: 0 };
  return {
    ...base,
    grid: plotGrid(top - 14),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [month, year, sum] = (parameters as { value: [number, number, number] }).value;
        return `${columns[month]} ${years[year]}<br><b>${formatFigure(sum)}</b> ${unit}`;
      },
    },
    xAxis: { type: "category", position: "top", data: columns, axisLabel: label, ...quiet },
    yAxis: { type: "category", inverse: true, data: years, axisLabel: label, ...quiet },
    visualMap: {
      show: false,
      type: "continuous",
      dimension: 3,
      min: -1,
      max: 1,
      // Here a loss is what must be seen first: the scale of correlations is turned round.
      inRange: { color: [...theme.diverging].reverse() },
    },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => ({
          value: [cell.month, cell.year, cell.sum, cell.month === 12 ? 0 : cell.sum / size],
          label: {
            show: true,
            color: Math.abs(cell.sum) > size * 0.6 && cell.month < 12 ? contrast(options) : theme.text,
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

/** Text on the strong ends of the scale. */
function contrast({ theme }: ChartOptions): string {
  return theme.mode === "light" ? "#ffffff" : "#11151a";
}
