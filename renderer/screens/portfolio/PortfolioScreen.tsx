import { Button } from "@blueprintjs/core";
import { Duplicate, TimelineAreaChart } from "@blueprintjs/icons";
import { useMemo } from "react";
import { formatMetric, metricMoney } from "../../../electron/contract/figures/money.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import type { MetricBasis } from "../../../electron/contract/metric-basis.ts";
import { isAnnualised, type MetricName, metricTable } from "../../../electron/contract/metrics.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { countOf, csvText } from "../../../electron/contract/text.ts";
import { NoDataset } from "../../imports/NoDataset.tsx";
import { explainMetric, metricTone, metricUnit } from "../../metrics/metric-text.ts";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { usePortfolios } from "../../portfolios/use-portfolios.ts";
import { ReportButton } from "../../reports/ReportDialog.tsx";
import { ResultFolderButton } from "../../reports/ResultFolderDialog.tsx";
import { ExpectedAxis } from "../../searches/ExpectedAxis.tsx";
import { ExpectedFigure } from "../../searches/ExpectedFigure.tsx";
import { RacePanel, VerdictAnswer, VerdictPanel } from "../../searches/VerdictPanel.tsx";
import { useCommands } from "../../state/commands.ts";
import { useMoney } from "../../state/money.ts";
import { goTo } from "../../state/route.ts";
import { createStore, useStore } from "../../state/store.ts";
import { useView } from "../../state/view.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { Screen, TabStrip } from "../../ui/panels.tsx";
import { BreakdownTab } from "./BreakdownTab.tsx";
import { CalendarTab } from "./CalendarTab.tsx";
import { CompareTab } from "./CompareTab.tsx";
import { CorrelationTab } from "./CorrelationTab.tsx";
import { MembersTab } from "./MembersTab.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { PortfolioList } from "./PortfolioList.tsx";
import "./portfolio.css";
import { usePortfolioData } from "./use-portfolio-data.ts";
import { WeightsTab } from "./WeightsTab.tsx";

const nobody: ReadonlySet<string> = new Set();
const tabsOfAll = [
  { id: "overview", title: "Over time" },
  { id: "members", title: "Members" },
  { id: "weights", title: "Weights" },
  { id: "correlation", title: "Correlation" },
  { id: "calendar", title: "Calendar" },
  { id: "breakdown", title: "Regimes and zones" },
];

/** Those of every portfolio, and what this one has beside. */
const tabsOf = (open: SavedPortfolio, compared: number) => [
  ...tabsOfAll,
  ...(open.found?.luck ? [{ id: "luck", title: "Is it luck?" }] : []),
  ...(compared > 1 ? [{ id: "compare", title: `Compare ${compared}` }] : []),
];

/** A portfolio from every side: over time, by member, on the calendar, by regime; beside others; edited by hand. */
export function PortfolioScreen() {
  const view = useView();
  const { all, open } = usePortfolios(view?.dataset ?? null);
  if (view === null) return <NoDataset title="Portfolio" />;
  if (!open) return <NoPortfolio />;
  return <OpenPortfolio view={view} all={all} open={open} />;
}

function NoPortfolio() {
  return (
    <Screen title="Portfolio">
      <Message
        icon={<TimelineAreaChart size={28} />}
        title="There is no portfolio yet"
        actions={
          <>
            <Button intent="primary" text="Search for one" onClick={() => goTo("search")} />
            <Button text="Choose strategies by hand" onClick={() => goTo("strategies")} />
          </>
        }
      >
        A search finds portfolios; or mark strategies in the table and take them along.
      </Message>
    </Screen>
  );
}

interface OpenPortfolioProps {
  readonly view: NonNullable<ReturnType<typeof useView>>;
  readonly all: readonly SavedPortfolio[];
  readonly open: SavedPortfolio;
}

/** How many members, how they weigh, what it was made from. */
const aboutPortfolio = ({ members, weights, origin }: SavedPortfolio): string =>
  [
    `${countOf(members.length, "member")}, ${weights ? "own weights" : "equal weights"}`,
    ...(origin ? [`made from ${origin.name}`] : []),
  ].join(", ");

/** What is looked at, and which others are compared; kept while the window is open. */
const shownTab = createStore("overview");
const comparedPortfolios = createStore(nobody);

function useTab(tabs: readonly { readonly id: string }[]): string {
  const wanted = useStore(shownTab);
  return tabs.some(({ id }) => id === wanted) ? wanted : "overview";
}

function OpenPortfolio({ view, all, open }: OpenPortfolioProps) {
  const marked = useStore(comparedPortfolios);
  const data = usePortfolioData(view, open);
  const compared = useMemo(
    () => all.filter((one) => one.id === open.id || marked.has(one.id)),
    [all, open, marked],
  );
  const tabs = tabsOf(open, compared.length);
  const tab = useTab(tabs);
  const duplicate = () =>
    void addPortfolio({
      ...open,
      name: `${open.name}, copy`,
      origin: { id: open.id, name: open.name },
    });
  usePortfolioCommands(duplicate);
  const metrics = data.series.data?.metrics;
  return (
    <Screen
      title={open.name}
      subtitle={aboutPortfolio(open)}
      actions={
        <>
          {metrics && (
            <CopyMenu
              title={`Figures of ${open.name}`}
              csv={() => csvText(["metric", "value"], Object.entries(metrics))}
            />
          )}
          <ReportButton subject={{ kind: "saved", id: open.id }} view={view} name={open.name} />
          <ResultFolderButton view={view} all={all} chosen={compared} />
          <Button icon={<Duplicate />} text="Duplicate" onClick={duplicate} />
        </>
      }
    >
      <div className="portfolio">
        <PortfolioList
          all={all}
          open={open}
          compared={marked}
          onCompare={(id, compare) => {
            const next = new Set(marked);
            compare ? next.add(id) : next.delete(id);
            comparedPortfolios.set(next);
            if (compare) shownTab.set("compare");
          }}
        />
        <div className="portfolio-main">
          {open.found?.luck && <VerdictAnswer luck={open.found.luck} />}
          {data.series.data && <Headline series={data.series.data} expected={open.expected} />}
          <TabStrip label="Portfolio" selected={tab} onSelect={shownTab.set} tabs={tabs} />
          <div className="portfolio-tab">
            <TabContent tab={tab} view={view} open={open} compared={compared} data={data} />
          </div>
        </div>
      </div>
    </Screen>
  );
}

function usePortfolioCommands(duplicate: () => void): void {
  useCommands("Portfolio", [
    { title: "Portfolio over time", words: "equity drawdown", run: () => shownTab.set("overview") },
    { title: "Portfolio members", words: "weights contribution", run: () => shownTab.set("members") },
    {
      title: "Portfolio weights",
      words: "believable equal risk volatility",
      run: () => shownTab.set("weights"),
    },
    { title: "Portfolio correlation", run: () => shownTab.set("correlation") },
    { title: "Portfolio calendar", run: () => shownTab.set("calendar") },
    { title: "Portfolio by regime and zone", run: () => shownTab.set("breakdown") },
    { title: "Duplicate the portfolio", run: duplicate },
  ]);
}

interface TabContentProps extends Pick<OpenPortfolioProps, "view" | "open"> {
  readonly tab: string;
  readonly compared: readonly SavedPortfolio[];
  readonly data: ReturnType<typeof usePortfolioData>;
}

function TabContent({ tab, view, open, compared, data: { series, members, request } }: TabContentProps) {
  const problem = series.problem ?? members.problem;
  if (problem) return <ProblemView problem={problem} onRetry={series.reload} />;
  if (!series.data || !members.data || !request) return <Loading what="Reading the portfolio" />;
  switch (tab) {
    case "members":
      return <MembersTab portfolio={open} data={members.data} />;
    case "weights":
      return <WeightsTab view={view} portfolio={open} />;
    case "correlation":
      return <CorrelationTab members={members.data} />;
    case "calendar":
      return <CalendarTab series={series.data} />;
    case "breakdown":
      return <BreakdownTab request={request} />;
    case "luck":
      return <LuckTab portfolio={open} />;
    case "compare":
      return <CompareTab view={view} portfolios={compared} />;
    default:
      return <OverviewTab series={series.data} />;
  }
}

/** What the search that found it says of luck. */
function LuckTab({ portfolio: { found, expected } }: { portfolio: SavedPortfolio }) {
  if (!found?.luck) return null;
  return (
    <div className="portfolio-luck">
      {expected && <ExpectedAxis expected={expected} luck={found.luck} />}
      <RacePanel luck={found.luck} />
      <VerdictPanel luck={found.luck} />
    </div>
  );
}

const headline: readonly MetricName[] = [
  "roi",
  "max_drawdown",
  "ratio",
  "sharpe",
  "sortino",
  "win_rate",
  "profit_factor",
  "cvar_95",
];

/** Short enough for eight in a row. */
const labels: Partial<Record<MetricName, string>> = {
  roi: "Total P&L",
  max_drawdown: "Max drawdown",
  ratio: "P&L / drawdown",
  win_rate: "Win rate",
  profit_factor: "Profit factor",
};

/** The ratio that is to be expected stands beside them, of a row. */
const isRatioAYear = (name: MetricName, { profile }: MetricBasis): boolean =>
  metricTable[name].unit === "ratio" && isAnnualised(name, profile);

interface HeadlineProps extends Pick<SavedPortfolio, "expected"> {
  readonly series: ResultOf<typeof portfolioSeries>;
}

/** The figures that a portfolio is judged by: what to expect of it first, where a search chose it. */
function Headline({ series, expected }: HeadlineProps) {
  const shown = metricMoney(series.basis, useMoney());
  return (
    <div className="portfolio-headline">
      <div className="key-figures">
        {expected && <ExpectedFigure expected={expected} />}
        {(expected ? headline.slice(0, -1) : headline).map((name) => {
          const value = series.metrics[name] ?? Number.NaN;
          return (
            <KeyFigure
              key={name}
              label={labels[name] ?? metricTable[name].short}
              value={formatMetric(name, value, shown)}
              unit={metricUnit(name, shown) || (isRatioAYear(name, series.basis) ? "a year" : undefined)}
              tone={metricTone(name, value)}
              explain={explainMetric(name, series.basis)}
            />
          );
        })}
      </div>
    </div>
  );
}
