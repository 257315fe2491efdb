import type { ScreenName } from "../state/route.ts";

/** What each screen is for and what can be done on it, a paragraph each. */
export const screenPages: Readonly<Record<ScreenName, readonly string[]>> = {
  import: [
    "Turns a file into a dataset. A row is a day (or an intraday zone of a day), a column is a strategy, a cell its profit or loss. How the file is written is found from the file itself.",
    "The preview shows what was understood, and what is odd about it, before anything is stored. Each finding has its place in the file. What was understood wrongly is changed at the left.",
    "Import makes a dataset, a new version of one, or appends days to one. Nothing that was there is lost: older versions stay.",
  ],
  data: [
    "Every dataset with its dates, size and health. Open makes it the one that all screens work on.",
    "Not as written lists the cells that were no numbers, with line and column. Versions go back to an earlier import. Health reads everything and compares checksums.",
    "Export writes a dataset for other programs, Report a page or PDF for people.",
  ],
  regimes: [
    "Chooses the rows that all screens work on: market regimes, the confidence of them, intraday zones. What is set here stands in the status bar.",
    "Sizing says how large a portfolio may be so that a fall of the depth that you allow has no more than the chance that you allow.",
  ],
  search: [
    "Looks for the portfolio of so many strategies with the highest objective that keeps your limits. Left as it is, it maximises the Sharpe ratio that can be believed.",
    "The verdict says whether the result is more than luck: the same search runs on tables without skill, and forward on rows that it had not seen.",
    "Searches are kept. A seed makes each of them repeatable.",
  ],
  portfolio: [
    "A portfolio from every side: over time, by member, by weight, by correlation, by month, by regime and zone.",
    "Weights gives four ways to weight the members, with what each earned on rows it had not seen. Report makes a page or PDF for others.",
  ],
  strategies: [
    "Every strategy with every metric. Press a heading to sort; choose columns at the right; write a filter such as sharpe > 1.5.",
    "Mark strategies by their boxes (with Shift a range) and make a portfolio of them.",
  ],
  correlation: [
    "The correlation of all pairs, put in an order in which what moves together lies together. Violet moves together, ochre against.",
    "Turn the wheel to zoom, drag to move. Draw over an area to choose its strategies. The lists at the right have the pairs that are most alike, and near duplicates.",
  ],
  jobs: [
    "What runs, what waits and what is done, with its result and its log. A job that failed can be run again.",
    "A watched folder imports the files that appear in it.",
  ],
  engine: [
    "What computes: processor or graphics card, and why. The self-test compares its figures with published ones.",
    "Settings has every setting with its range and what it does.",
  ],
};

/** Every shortcut of the window. */
export const shortcuts: readonly { readonly keys: string; readonly does: string }[] = [
  {
    keys: "Ctrl+K",
    does: "Find a command, screen, dataset, strategy, portfolio, search, setting, metric or term",
  },
  { keys: "F1", does: "Help" },
  { keys: "Alt+1 … Alt+9", does: "The screens, in the order of the rail" },
  { keys: "Tab, Shift+Tab", does: "To the next control, to the one before" },
  { keys: "↑ ↓ Page Home End", does: "Rows of a table" },
  { keys: "Space", does: "Mark the row of a table; Shift and a click mark a range" },
  { keys: "Enter", does: "Open the row of a table; take over a field" },
  { keys: "← →", does: "Between tabs; over the correlation map" },
  { keys: "+ − 0", does: "Closer, farther, all of the correlation map" },
  { keys: "Escape", does: "Close a dialog, a tip or the palette; drop the choice on the map" },
];
