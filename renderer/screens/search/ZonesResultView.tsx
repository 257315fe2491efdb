import { Callout } from "@blueprintjs/core";
import { useMemo } from "react";
import type { z } from "zod";
import { correlationHeatmap } from "../../../electron/charts/correlation-heatmap.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type zoneCombinationKind, zoneSearch } from "../../../electron/contract/methods/zone.ts";
import type { FoundPortfolio } from "../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import type { SearchVerdict } from "../../../electron/contract/verdict.ts";
import { Amount, AmountFigure, AmountHead } from "../../metrics/Amount.tsx";
import { ResultFiles } from "../../reports/ResultFiles.tsx";
import { openFound } from "../../searches/open-found.ts";
import { type AnalysisView, changeView } from "../../state/view.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { tip } from "../../ui/tips.tsx";
import { messages } from "../../ui/toaster.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { FoundRows } from "./FoundTable.tsx";

type Result = ResultOf<typeof zoneSearch>;

const zoneColumns = [
  { title: "Size", explain: "Strategies of the portfolio" },
  { title: "Rows", explain: "Rows of the zone" },
  {
    title: "Is it luck?",
    explain: "The verdict of the zone: more than luck, not shown, or no better than noise",
  },
];

interface ZonesResultViewProps {
  readonly result: Result;
  readonly search: KeptSearch;
  readonly folder: string;
}

/** What a search in every zone came to: a portfolio of each, what they are together, portfolios over all zones. */
export function ZonesResultView({ result, search, folder }: ZonesResultViewProps) {
  const { zones, skipped, overall, combinations } = result;
  const { openZone, openOverall } = useOpening(result, search);
  const leader = zones.toSorted((a, b) => b.best.fitness - a.best.fitness)[0];
  return (
    <>
      <Figures result={result} leader={leader} />
      {skipped.map(({ name, reason }) => (
        <Callout key={name} intent="warning" compact>
          {name} was left out: {reason}
        </Callout>
      ))}
      <div className="zones-result">
        <Panel title="Portfolio of each zone" note="on the zone's own rows" flush>
          <FoundRows
            headTitle="Zone"
            more={zoneColumns}
            rows={zones.map((zone) => ({
              key: zone.name,
              head: zone.name,
              found: zone.best,
              leader: zone === leader,
              more: [formatFigure(zone.best.size), formatFigure(zone.observations), zone.luck.verdict],
            }))}
            onOpen={({ key }) => openZone(key)}
          />
        </Panel>
        {combinations.length > 0 && <CombinationTable result={result} />}
        {overall.length > 0 && (
          <Panel title="Over all zones" note="the same strategies in every zone" flush>
            <FoundRows
              headTitle="Size"
              rows={overall.map((found) => ({
                key: `size ${found.size}`,
                head: formatFigure(found.size),
                found,
              }))}
              onOpen={({ found }) => openOverall(found)}
            />
          </Panel>
        )}
        <div className="zones-foot">
          {zones.length > 1 && <ZonesHeatmap result={result} />}
          <ResultFiles folder={folder} files={result.files} notWritten={result.notWritten} />
        </div>
      </div>
    </>
  );
}

/** Opens a portfolio with the rows that it was searched on, whose figures it has. */
function useOpening({ zones }: Result, { dataset, request }: KeptSearch) {
  const asked = zoneSearch.request.safeParse(request).data;
  const open = (found: FoundPortfolio, part: AnalysisView, words: string, luck: SearchVerdict | null) => {
    const undo = changeView(dataset, part);
    openFound(found, { dataset, seed: asked?.seed ?? null, luck, rows: words });
    messages.done(`All screens show the rows of this portfolio now: ${words}.`, undo);
  };
  const openZone = (name: string) => {
    const zone = zones.find((one) => one.name === name);
    if (zone) open(zone.best, { rows: { kind: "zone", zone: name } }, `${name} alone`, zone.luck);
  };
  const weighted = { kind: "weighted-zones" as const, weights: asked?.zoneWeights ?? {} };
  const openOverall = (found: FoundPortfolio) =>
    open(found, { rows: weighted, ulta: { kind: "off" } }, "zones weighted", null);
  return { openZone, openOverall };
}

interface FiguresProps {
  readonly result: Result;
  /** Zone of the highest fitness. */
  readonly leader: Result["zones"][number] | undefined;
}

function Figures({ result: { zones, skipped, combinations, seconds }, leader }: FiguresProps) {
  const [best] = combinations.toSorted((a, b) => b.sharpe - a.sharpe);
  return (
    <div className="key-figures">
      <KeyFigure
        label="Zones"
        value={formatFigure(zones.length)}
        note={skipped.length > 0 ? `${formatFigure(skipped.length)} left out` : "all searched"}
      />
      {leader && (
        <KeyFigure
          label="Best zone"
          value={leader.name}
          note={`fitness ${formatFigure(leader.best.fitness, 3)}`}
        />
      )}
      {best && (
        <>
          <KeyFigure
            label="Steadiest together"
            value={formatFigure(best.sharpe, 3)}
            unit="Sharpe"
            note={`zones weigh ${combinationWords[best.kind].title}`}
            explain={
              "Sharpe ratio\nLegacy figure of the combined daily series; the largest of the combinations"
            }
          />
          <AmountFigure label="Total P&L" amount={best.roi} tone={best.roi > 0 ? "gain" : "loss"} />
          <AmountFigure label="Max drawdown" amount={best.maxDrawdown} />
        </>
      )}
      <KeyFigure label="Took" value={formatDuration(seconds)} />
    </div>
  );
}

function ZonesHeatmap({ result: { zones, correlation } }: { result: Result }) {
  const theme = useChartTheme();
  const names = useMemo(() => zones.map(({ name }) => name), [zones]);
  const option = useMemo(
    () => correlationHeatmap({ names, rho: correlation }, { theme }),
    [names, correlation, theme],
  );
  const n = names.length;
  return (
    <ChartPanel
      title="Zones and each other"
      note="ρ of daily P&L"
      label="Correlation of the zones' portfolios"
      option={option}
      csv={() =>
        csvText(
          ["", ...names],
          names.map((name, row) => [name, ...correlation.subarray(row * n, (row + 1) * n)]),
        )
      }
    />
  );
}

/** What the zones' portfolios come to when each is traded in its own zone. */
function CombinationTable({ result }: { result: Result }) {
  const { combinations, zones } = result;
  return (
    <Panel
      title="Traded together"
      note="each portfolio in its own zone"
      flush
      actions={<CopyMenu title="Shares of the combinations" csv={() => sharesCsv(result)} />}
    >
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Zones weigh</th>
            {zones.map(({ name }) => (
              <NumberHead key={name} unit="%">
                {name}
              </NumberHead>
            ))}
            <NumberHead explain={"Fitness\nSum over zones of weight × fitness"}>Fitness</NumberHead>
            <AmountHead>P&L</AmountHead>
            <AmountHead>Drawdown</AmountHead>
            <NumberHead unit="%">Wins</NumberHead>
            <NumberHead>Sharpe</NumberHead>
            <NumberHead>Strategies</NumberHead>
          </tr>
        </thead>
        <tbody>
          {combinations.map((one) => (
            <tr key={one.kind}>
              <th scope="row" {...tip(combinationWords[one.kind].about)}>
                {combinationWords[one.kind].title}
              </th>
              {zones.map(({ name }, at) => (
                <td key={name} className="number">
                  {formatFigure((one.zoneWeights[at] ?? 0) * 100, 1)}
                </td>
              ))}
              <td className="number">{formatFigure(one.fitness, 3)}</td>
              <td className="number">
                <Amount value={one.roi} />
              </td>
              <td className="number">
                <Amount value={one.maxDrawdown} />
              </td>
              <td className="number">{formatFigure(one.winRate * 100, 1)}</td>
              <td className="number">{formatFigure(one.sharpe, 3)}</td>
              <td className="number">{formatFigure(one.members.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const sharesCsv = ({ combinations }: Result): string =>
  csvText(
    ["combination", "strategy", "weight"],
    combinations.flatMap(({ kind, members, weights }) =>
      members.map((name, at) => [kind, name, weights[at] ?? 0]),
    ),
  );

/** How the zones of a combination weigh. */
const combinationWords: Readonly<
  Record<z.infer<typeof zoneCombinationKind>, { readonly title: string; readonly about: string }>
> = {
  weighted: { title: "as set", about: "As set\nThe weights of the zones under Regimes and sizing" },
  equal: { title: "the same", about: "The same\nEvery zone has the same weight" },
  best: { title: "the best alone", about: "The best alone\nThe zone of the highest fitness" },
  allocation: { title: "by profit", about: "By profit\nmax(0.01, P&L) of a zone over the sum of all" },
};
