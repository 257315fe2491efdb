import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatFigure } from "./format-figure.ts";
import { plotGrid } from "./plot-grid.ts";
import { figuresUpTo, pointedCells } from "./pointed-cells.ts";
import { shorten } from "./shorten.ts";
import { stillCells } from "./still-cells.ts";
import { tooltip } from "./tooltip.ts";

export interface CorrelationHeatmapData {
  readonly names: readonly string[];
  /** n x n, row-major, -1..1. The diagonal is left blank. */
  readonly rho: Float64Array;
  /** Cells alone, in a small place that has names and colours explained elsewhere. */
  readonly bare?: boolean;
  /** For a picture: nothing can be pointed at. */
  readonly still?: boolean;
}

/** More members than this and names cannot be read. */
const namesUpTo = 60;
const columnNumbersUpTo = 20;

/** Every pair of a portfolio: rows carry number and name, columns the number. Blue diversifies, red moves together. */
export function correlationHeatmap(data: CorrelationHeatmapData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const n = data.names.length;
  const numbers = data.names.map((_, i) => String(i + 1));
  const withNames = n <= namesUpTo && !data.bare;
  const label = { color: theme.muted, fontSize: n > 40 ? 9 : 11, interval: 0 };
  // Numbers of more columns would run into each other.
  const everyFifth = (column: number) => n <= columnNumbersUpTo || column === 0 || column % 5 === 4;
  const quiet = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    ...base,
    grid: data.bare ? { left: 12, right: 12, top: 4, bottom: 12 } : plotGrid(top - 14, { bottom: 64 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [column, row, rho] = (parameters as { value: [number, number, number] }).value;
        return `${data.names[row]}<br>${data.names[column]}<br><b>ρ ${formatFigure(rho, 3)}</b>`;
      },
    },
    xAxis: {
      type: "category",
      data: numbers,
      position: "top",
      axisLabel: withNames ? { ...label, interval: everyFifth } : { show: false },
      ...quiet,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.names.map((name, i) => `${shorten(name, 34)}  ${i + 1}`),
      axisLabel: withNames ? label : { show: false },
      ...quiet,
    },
    visualMap: {
      type: "continuous",
      show: !data.bare,
      min: -1,
      max: 1,
      dimension: 2,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 14,
      itemWidth: 10,
      itemHeight: 220,
      text: ["1  moves together", "diversifies  −1"],
      textGap: 10,
      textStyle: { color: theme.muted, fontSize: 11 },
      inRange: { color: [...theme.diverging] },
    },
    series: data.still && n > figuresUpTo ? stillCells(data.rho, n) : pointedCells(data.rho, n, theme),
  };
}
