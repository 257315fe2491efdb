import { Button } from "@blueprintjs/core";
import { useEffect } from "react";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { useResult } from "../bridge/use-result.ts";
import { portfolioStore } from "../portfolios/shelf.ts";
import { searchStore } from "../searches/runs.ts";
import { beginGuide, guide, leaveGuide, noteStep } from "../state/guide.ts";
import { goTo, route, type ScreenName } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { currentDataset } from "../state/view.ts";

interface Step {
  readonly title: string;
  readonly screen: ScreenName;
  /** What to do there. */
  readonly text: string;
  readonly done: (known: Known) => boolean;
}

interface Known {
  readonly dataset: string | null;
  readonly searched: boolean;
  readonly hasPortfolio: boolean;
  readonly saw: (step: ScreenName | "report") => boolean;
}

const steps: readonly Step[] = [
  {
    title: "Import",
    screen: "import",
    text: "Drop a file with a column for each strategy, or take the invented dataset.",
    done: ({ dataset }) => dataset !== null,
  },
  {
    title: "Correlation map",
    screen: "correlation",
    text: "Violet blocks are strategies that move together; point at one to see which.",
    done: ({ saw }) => saw("correlation"),
  },
  {
    title: "Strategies",
    screen: "strategies",
    text: "Every strategy with its figures: press a heading to sort, a row to see more.",
    done: ({ saw }) => saw("strategies"),
  },
  {
    title: "Search",
    screen: "search",
    text: "Say how many strategies you want, then press Search. It takes about a minute.",
    done: ({ searched }) => searched,
  },
  {
    title: "Verdict",
    screen: "search",
    text: "The result says first whether it is more than luck and what to expect. Open the portfolio that it found.",
    done: ({ hasPortfolio }) => hasPortfolio,
  },
  {
    title: "Portfolio",
    screen: "portfolio",
    text: "Equity, members, weights, months. Each figure says what it is when you point at it.",
    done: ({ saw }) => saw("portfolio"),
  },
  {
    title: "Report",
    screen: "portfolio",
    text: "Press Report for a PDF or a page that others can read without this program.",
    done: ({ saw }) => saw("report"),
  },
];

/** What to do next, from an empty window to a report. It can be left at any step and then stays away. */
export function GuideBar() {
  const { state, seen } = useStore(guide);
  const shown = useStore(route);
  const dataset = useStore(currentDataset);
  const searches = useStore(searchStore);
  const portfolios = useStore(portfolioStore);
  useFirstStart();
  useEffect(() => noteStep(shown), [shown]);
  const known: Known = {
    dataset,
    searched: searches.some((one) => one.dataset === dataset && one.state === "done"),
    hasPortfolio: portfolios.some((one) => one.dataset === dataset),
    saw: (step) => seen.includes(step),
  };
  const at = steps.findIndex((step) => !step.done(known));
  const step = steps[at];
  if (state !== "begun") return null;
  return (
    <aside className="guide" aria-label="Guide">
      <span className="guide-count">{step ? `${at + 1} of ${steps.length}` : "Done"}</span>
      <b>{step?.title ?? "That was all"}</b>
      <span className="guide-text">
        {step?.text ?? "F1 opens help, Ctrl+K finds everything, from strategies to settings."}
      </span>
      {step && shown !== step.screen && (
        <Button size="small" intent="primary" text="Show me" onClick={() => goTo(step.screen)} />
      )}
      <Button size="small" variant="minimal" text={step ? "Leave the guide" : "Close"} onClick={leaveGuide} />
    </aside>
  );
}

/** Begins the guide where the service has no dataset, and never had one that is in the trash. */
function useFirstStart(): void {
  const { state } = useStore(guide);
  const { data } = useResult(datasetList, state === "not begun" ? {} : null);
  useEffect(() => {
    if (data && data.datasets.length + data.trash.length + data.damaged.length === 0) beginGuide();
    else if (data) leaveGuide();
  }, [data]);
}
