import { Callout } from "@blueprintjs/core";
import { useMemo } from "react";
import { correlationHeatmap } from "../../../../electron/charts/correlation-heatmap.ts";
import { formatFigure } from "../../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../../electron/contract/method.ts";
import type { zoneSearch } from "../../../../electron/contract/methods/zone.ts";
import type { FoundPortfolio } from "../../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../../electron/contract/text.ts";
import type { SearchVerdict } from "../../../../electron/contract/verdict.ts";
import { formatMetric } from "../../../metrics/metric-text.ts";
import { openFound } from "../../../searches/open-found.ts";
import type { ZonesRun } from "../../../searches/search-runs.ts";
import { type AnalysisView, changeView } from "../../../state/view.ts";
import { ChartPanel } from "../../../ui/Chart.tsx";
import { KeyFigure } from "../../../ui/figures.tsx";
import { Panel } from "../../../ui/panels.tsx";
import { messages } from "../../../ui/toaster.tsx";
import { useChartTheme } from "../../../ui/use-chart-theme.ts";
import { FoundRows } from "../FoundRows.tsx";
import { ResultFiles } from "../ResultFiles.tsx";
import { CombinationTable } from "./CombinationTable.tsx";
import { combinationWords } from "./combination-words.ts";

type Result = ResultOf<typeof zoneSearch>;

const zoneColumns = [
  { title: "Size", explain: "Strategies of the portfolio" },
  { title: "Obs", explain: "Observations of the zone" },
  {
    title: "Is it luck?",
    explain: "The verdict of the zone: more than luck, not shown, or no better than noise",
  },
];

/** What a search in every zone came to: a portfolio of each, what they are together, portfolios over all zones. */
export function ZonesResultView({ result, run }: { result: Result; run: ZonesRun }) {
  const theme = useChartTheme();
  const { zones, skipped, overall, combinations, correlation } = result;
  const names = useMemo(() => zones.map(({ name }) => name), [zones]);
  const option = useMemo(
    () => correlationHeatmap({ names, rho: correlation }, { theme }),
    [names, correlation, theme],
  );
  // A portfolio's figures are those of the rows that it was searched on.
  const open = (found: FoundPortfolio, part: AnalysisView, words: string, luck: SearchVerdict | null) => {
    const undo = changeView(run.dataset, part);
    openFound(found, { dataset: run.dataset, seed: run.request.seed ?? null, luck, rows: words });
    messages.done(`All screens show the rows of this portfolio now: ${words}.`, undo);
  };
  const openZone = (name: string) => {
    const zone = zones.find((one) => one.name === name);
    if (zone) open(zone.best, { rows: { kind: "zone", zone: name } }, `${name} alone`, zone.luck);
  };
  const weighted = { kind: "weighted-zones" as const, weights: run.request.zoneWeights ?? {} };
  const openOverall = (found: FoundPortfolio) =>
    open(found, { rows: weighted, ulta: { kind: "off" } }, "zones weighted", null);
  const [best] = combinations.toSorted((a, b) => b.sharpe - a.sharpe);
  const leader = zones.toSorted((a, b) => b.best.fitness - a.best.fitness)[0];
  return (
    <>
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
            <KeyFigure
              label="Total P&L"
              value={formatMetric("roi", best.roi)}
              unit="currency"
              tone={best.roi > 0 ? "gain" : "loss"}
            />
            <KeyFigure
              label="Max DD"
              value={formatMetric("max_drawdown", best.maxDrawdown)}
              unit="currency"
            />
          </>
        )}
        <KeyFigure label="Effort" value={formatDuration(result.seconds)} />
      </div>
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
          {zones.length > 1 && (
            <ChartPanel
              title="Zones and each other"
              note="ρ of daily P&L"
              label="Correlation of the zones' portfolios"
              option={option}
              csv={() =>
                csvText(
                  ["", ...names],
                  names.map((name, row) => [
                    name,
                    ...correlation.subarray(row * names.length, (row + 1) * names.length),
                  ]),
                )
              }
            />
          )}
          <ResultFiles folder={run.request.out ?? ""} files={result.files} />
        </div>
      </div>
    </>
  );
}
