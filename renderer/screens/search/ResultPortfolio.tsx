import { useMemo } from "react";
import { barList } from "../../../electron/charts/bar-list.ts";
import { drawdownChart } from "../../../electron/charts/drawdown.ts";
import { equityChart } from "../../../electron/charts/equity.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { moneyText } from "../../../electron/contract/figures/money.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import type { SearchResult } from "../../../electron/contract/search-result.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { viewRequest } from "../../../electron/contract/view.ts";
import { useResult } from "../../bridge/use-result.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { familiesOf } from "../../searches/families.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

/** The portfolio that a search came to: its equity with the part out of sample, its drawdown, whom it has. */
export function ResultPortfolio({ result, search }: { result: SearchResult; search: KeptSearch }) {
  const { best, luck } = result;
  const theme = useChartTheme();
  const money = useMoney();
  const request = useMemo(() => {
    const view = viewRequest.safeParse(search.request).data;
    return view ? { ...view, version: result.capsule.dataset.version, members: best.members } : null;
  }, [search.request, result, best]);
  const { data, problem } = useResult(portfolioSeries, request);
  const charts = useMemo(() => {
    if (!data) return null;
    const { dates, equity, drawdown, deepest } = data;
    const span = { from: deepest.peak, to: deepest.trough, depth: deepest.depth };
    const outOfSample = luck.walkForward
      ? { dates: luck.walkForward.dates, pnl: luck.walkForward.pnl }
      : null;
    return {
      equity: equityChart(
        { dates, equity, drawdown: span, ...(outOfSample ? { outOfSample } : {}) },
        { theme, money },
      ),
      drawdown: drawdownChart({ dates, drawdown }, { theme, money }),
    };
  }, [data, luck, theme, money]);
  if (problem) return <ProblemView problem={problem} />;
  if (!data || !charts) return <Loading what="Drawing the portfolio" />;
  const overTime = () =>
    csvText(
      ["date", "pnl", "equity", "drawdown"],
      data.dates.map((date, at) => [date, data.pnl[at] ?? 0, data.equity[at] ?? 0, data.drawdown[at] ?? 0]),
    );
  return (
    <div className="result-portfolio">
      <ChartPanel
        title="Equity"
        note={luck.walkForward ? "dashed: chosen on the past alone" : undefined}
        label={`Cumulative P&L of the portfolio, ending at ${moneyText(best.roi, money)}`}
        option={charts.equity}
        csv={overTime}
      />
      <Members members={best.members} />
      <ChartPanel
        title="Drawdown"
        label={`Distance below the running peak; the deepest is ${moneyText(data.deepest.depth, money)}`}
        option={charts.drawdown}
        csv={overTime}
      />
    </div>
  );
}

/** Members by family where their names tell of one, else their names. */
function Members({ members }: { members: readonly string[] }) {
  const theme = useChartTheme();
  const families = useMemo(() => familiesOf(members), [members]);
  const option = useMemo(
    () =>
      families &&
      barList(
        families.groups.slice(0, 12).map(({ name, count }) => ({ label: name, value: count })),
        { theme, measure: "Strategies", format: (value) => formatFigure(value), labelLength: 18 },
      ),
    [families, theme],
  );
  const csv = () =>
    csvText(
      ["strategy"],
      members.map((name) => [name]),
    );
  if (families && option)
    return (
      <ChartPanel
        className="result-members"
        title="Members"
        note={`${formatFigure(members.length)} by ${families.by}`}
        label={families.groups.map(({ name, count }) => `${name} ${count}`).join(", ")}
        option={option}
        csv={csv}
      />
    );
  return (
    <Panel
      className="result-members"
      title="Members"
      note={formatFigure(members.length)}
      actions={<CopyMenu title="Members" csv={csv} />}
    >
      <ol className="result-names">
        {members.map((name) => (
          <li key={name}>
            <NameText name={name} shared={sharedEnds(members)} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
