import type { ChartOption } from "./chart-option.ts";
import type { ChartTheme } from "./chart-theme.ts";

/** A table cell's equity curve: no axis, no text, zero line only; below zero at the end in the loss colour. */
export function sparkline(equity: Float64Array, theme: ChartTheme): ChartOption {
  const colour = (equity.at(-1) ?? 0) < 0 ? theme.loss : theme.accent;
  return {
    animation: false,
    grid: { left: 1, right: 3, top: 2, bottom: 2 },
    xAxis: { type: "value", show: false, min: 0, max: Math.max(1, equity.length - 1) },
    yAxis: { type: "value", show: false, min: "dataMin", max: "dataMax" },
    series: [
      {
        type: "line",
        silent: true,
        data: Array.from(equity, (value, i) => [i, value]),
        showSymbol: false,
        lineStyle: { color: colour, width: 1.25 },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: theme.grid, type: "solid", width: 1 },
          data: [{ yAxis: 0 }],
        },
      },
    ],
  };
}
