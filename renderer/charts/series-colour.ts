import type { ChartTheme } from "./chart-theme.ts";

/** Colour of the i-th series; more series than colours begin again, told apart by their labels. */
export function seriesColour(theme: ChartTheme, index: number): string {
  return theme.series[index % theme.series.length] ?? theme.accent;
}
