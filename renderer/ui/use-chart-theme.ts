import { type ChartTheme, chartThemes } from "../../electron/charts/parts/theme.ts";
import { shownTheme } from "../state/preferences.ts";
import { createStore, useStore } from "../state/store.ts";

const colours = createStore<ChartTheme>(chartThemes[shownTheme.get()]);
shownTheme.subscribe(() => colours.set(chartThemes[shownTheme.get()]));

/**
 * The browser empties canvases when its graphics process ends, and says so of those on the page when there is another.
 * Everything that is drawn asks for its colours here: as a new object they have all of it drawn anew, from its data.
 */
let isAsked = false;
document.addEventListener(
  "contextrestored",
  () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      colours.set((present) => ({ ...present }));
    });
  },
  true,
);

/** The charts' colours in the theme of the window. What is drawn with them depends on them, not on what they hold. */
export function useChartTheme(): ChartTheme {
  return useStore(colours);
}
