import type { ChartTheme } from "./chart-theme.ts";

/** Look of every tooltip; charts add trigger and text. */
export function tooltip(theme: ChartTheme) {
  return {
    backgroundColor: theme.raised,
    borderColor: theme.grid,
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
    extraCssText: "font-variant-numeric: tabular-nums; box-shadow: 0 2px 8px rgb(0 0 0 / 25%);",
    axisPointer: { lineStyle: { color: theme.line, width: 1 } },
    confine: true,
  };
}
