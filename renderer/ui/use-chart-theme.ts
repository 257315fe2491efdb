import type { ChartTheme } from "../charts/chart-theme.ts";
import { chartThemes } from "../charts/chart-themes.ts";
import { preferences } from "../state/preferences.ts";
import { useStore } from "../state/use-store.ts";

/** The charts' colours in the theme of the window. */
export function useChartTheme(): ChartTheme {
  return chartThemes[useStore(preferences).theme];
}
