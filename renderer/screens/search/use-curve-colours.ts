import { seriesColour } from "../../../electron/charts/parts/theme.ts";
import type { SearchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

/** Colour of each algorithm's curve: the race gives them out in the order in which the algorithms run. */
export function useCurveColours(
  runs: readonly { readonly algorithm: SearchAlgorithm }[],
): ReadonlyMap<SearchAlgorithm, string> {
  const theme = useChartTheme();
  return new Map(runs.map(({ algorithm }, at) => [algorithm, seriesColour(theme, at)]));
}
