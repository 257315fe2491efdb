import { type ChartTheme, chartThemes } from "../../electron/charts/parts/theme.ts";
import { shownTheme } from "../state/preferences.ts";
import { useStore } from "../state/store.ts";

/** The charts' colours in the theme of the window. */
export function useChartTheme(): ChartTheme {
  return chartThemes[useStore(shownTheme)];
}
