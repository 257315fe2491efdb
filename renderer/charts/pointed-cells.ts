import type { HeatmapSeriesOption } from "echarts";
import type { ChartTheme } from "./chart-theme.ts";
import { formatFigure } from "./format-figure.ts";

/** More members than this and figures cannot be read. */
export const figuresUpTo = 16;

/** Cells of an n x n matrix of -1..1 without its diagonal, each of which can be pointed at; with figures where they can be read. */
export function pointedCells(rho: Float64Array, n: number, theme: ChartTheme): HeatmapSeriesOption {
  const strongText = theme.mode === "light" ? "#ffffff" : "#11151a";
  const cell = (row: number, column: number, value: number) => ({
    value: [column, row, value],
    // The ends of the scale are too strong for the usual text colour.
    ...(n <= figuresUpTo && Math.abs(value) > 0.6 ? { label: { color: strongText } } : {}),
  });
  const cells: ReturnType<typeof cell>[] = [];
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      if (row !== column) cells.push(cell(row, column, rho[row * n + column] ?? Number.NaN));
    }
  }
  return {
    type: "heatmap",
    data: cells,
    itemStyle: { borderColor: theme.background, borderWidth: n > 60 ? 0 : 1 },
    emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
    label: {
      show: n <= figuresUpTo,
      fontSize: n > 10 ? 10 : 11,
      color: theme.text,
      formatter: (parameters: unknown) =>
        formatFigure((parameters as { value: [number, number, number] }).value[2], 2),
    },
  };
}
