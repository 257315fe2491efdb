import { Button } from "@blueprintjs/core";
import { Duplicate, TimelineAreaChart } from "@blueprintjs/icons";
import { type ReactNode, useMemo, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { usePortfolios } from "../../portfolios/use-portfolios.ts";
import { VerdictPanel } from "../../searches/VerdictPanel.tsx";
import { useCommands } from "../../state/commands.ts";
import { goTo } from "../../state/route.ts";
import { useView } from "../../state/view.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { NoDataset, Screen, TabStrip } from "../../ui/panels.tsx";
import { BreakdownTab } from "./BreakdownTab.tsx";
import { CalendarTab } from "./CalendarTab.tsx";
import { CompareTab } from "./CompareTab.tsx";
import { CorrelationTab } from "./CorrelationTab.tsx";
import { Headline } from "./Headline.tsx";
import { MembersTab } from "./MembersTab.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { PortfolioList } from "./PortfolioList.tsx";
import "./portfolio.css";
import { toCsv } from "../../ui/text.ts";
import { usePortfolioData } from "./use-portfolio-data.ts";

const figuresCsv = (metrics: Readonly<Record<string, number>>): string =>
  toCsv(["metric", "value"], Object.entries(metrics));

const nobody: ReadonlySet<string> = new Set();

/** A portfolio from every side: over time, by member, on the calendar, by regime; beside others; edited by hand. */
export function PortfolioScreen() {
  const view = useView();
  const { all, open } = usePortfolios(view?.dataset ?? null);
  const [tab, setTab] = useState("overview");
  const [marked, setMarked] = useState(nobody);
  const { series, members, request } = usePortfolioData(view, open);
  const compared = useMemo(
    () => all.filter((one) => one.id === open?.id || marked.has(one.id)),
    [all, open, marked],
  );

  const duplicate = () => open && addPortfolio({ ...open, name: `${open.name}, copy` });
  useCommands(
    "Portfolio",
    open
      ? [
          { title: "Portfolio over time", words: "equity drawdown", run: () => setTab("overview") },
          { title: "Portfolio members", words: "weights contribution", run: () => setTab("members") },
          { title: "Portfolio correlation", run: () => setTab("correlation") },
          { title: "Portfolio calendar", run: () => setTab("calendar") },
          { title: "Portfolio by regime and zone", run: () => setTab("breakdown") },
          { title: "Duplicate the portfolio", run: () => void duplicate() },
        ]
      : [],
  );
  if (view === null) return <NoDataset title="Portfolio" />;
  if (!open)
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

  const problem = series.problem ?? members.problem;
  const content = (): ReactNode => {
    if (problem) return <ProblemView problem={problem} onRetry={series.reload} />;
    if (!series.data || !members.data || !request) return <Loading what="Reading the portfolio" />;
    switch (tab) {
      case "members":
        return <MembersTab portfolio={open} data={members.data} />;
      case "correlation":
        return <CorrelationTab members={members.data} />;
      case "calendar":
        return <CalendarTab series={series.data} />;
      case "breakdown":
        return <BreakdownTab request={request} />;
      case "compare":
        return <CompareTab view={view} portfolios={compared} />;
      default:
        return <OverviewTab series={series.data} />;
    }
  };
  return (
    <Screen
      title={open.name}
      subtitle={`${formatFigure(open.members.length)} members, ${open.weights ? "own weights" : "equal weights"}`}
      actions={
        <>
          {series.data && (
            <CopyMenu title={`Figures of ${open.name}`} csv={() => figuresCsv(series.data?.metrics ?? {})} />
          )}
          <Button icon={<Duplicate />} text="Duplicate" onClick={() => void duplicate()} />
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
            setMarked(next);
            if (compare) setTab("compare");
          }}
        />
        <div className="portfolio-main">
          {series.data && <Headline series={series.data} />}
          {open.found?.luck && tab === "overview" && <VerdictPanel luck={open.found.luck} />}
          <TabStrip
            label="Portfolio"
            selected={tab}
            onSelect={setTab}
            tabs={[
              { id: "overview", title: "Over time" },
              { id: "members", title: "Members" },
              { id: "correlation", title: "Correlation" },
              { id: "calendar", title: "Calendar" },
              { id: "breakdown", title: "Regimes and zones" },
              ...(compared.length > 1 ? [{ id: "compare", title: `Compare ${compared.length}` }] : []),
            ]}
          />
          <div className="portfolio-tab">{content()}</div>
        </div>
      </div>
    </Screen>
  );
}
