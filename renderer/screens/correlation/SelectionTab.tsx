import { Button, HTMLSelect } from "@blueprintjs/core";
import { useMemo, useState } from "react";
import { correlationHeatmap } from "../../../electron/charts/correlation-heatmap.ts";
import { type CorrelationMethod, correlationMethod } from "../../../electron/contract/correlation.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type correlationMap, correlationMatrix } from "../../../electron/contract/methods/correlation.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { goTo } from "../../state/route.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { tip } from "../../ui/tips.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import type { MapView } from "./map/tiles.ts";
import type { MapRegion } from "./map/use-map-gestures.ts";

interface SelectionTabProps {
  readonly view: MapView;
  readonly map: ResultOf<typeof correlationMap>;
  readonly region: MapRegion | null;
  readonly onClear: () => void;
}

const names: Readonly<Record<CorrelationMethod, string>> = {
  pearson: "Pearson",
  spearman: "Spearman (ranks)",
  kendall: "Kendall (ranks)",
  exponential: "Exponentially weighted",
  downside: "Downside",
  shrunk: "Ledoit-Wolf shrunk",
  denoised: "Denoised",
};
const about: Readonly<Record<CorrelationMethod, string>> = {
  pearson: "of the P&L as it is",
  spearman: "of ranks: one jump counts little",
  kendall: "of ranks, by pairs of days that agree",
  exponential: "the newest days count most",
  downside: "of losing days alone",
  shrunk: "marked down towards their mean, which few rows overstate",
  denoised: "without what noise alone would show",
};
const weighted: ReadonlySet<CorrelationMethod> = new Set(["pearson", "spearman", "downside"]);
/** A matrix of more members cannot be read in this panel. */
const MOST_DRAWN = 400;

/** Strategies of the brushed region: how they correlate by any method, and on to a portfolio. */
export function SelectionTab({ view, map, region, onClear }: SelectionTabProps) {
  const theme = useChartTheme();
  const [method, setMethod] = useState<CorrelationMethod>("pearson");
  const members = useMemo(() => (region ? membersOf(map, region) : []), [region, map]);
  const few = members.length >= 2 && members.length <= MOST_DRAWN;
  // The weights of the map go with methods that have them; the others are of all observations alike.
  const { weighting, ...whole } = view;
  const request = weighted.has(method) && weighting ? { ...whole, weighting } : whole;
  const { data, problem } = useResult(correlationMatrix, few ? { ...request, members, method } : null);
  const option = useMemo(
    () => data && correlationHeatmap({ names: data.members, rho: data.rho, bare: true }, { theme }),
    [data, theme],
  );
  if (!region)
    return <p className="selection-hint muted">Hold Shift and drag over the map to select strategies.</p>;
  return (
    <div className="selection">
      <div className="selection-bar">
        <span {...tip(`${names[method]}\nCorrelation ${about[method]}`)}>
          <HTMLSelect
            aria-label="Method of the correlation"
            value={method}
            options={correlationMethod.options.map((value) => ({ value, label: names[value] }))}
            onChange={(event) => setMethod(correlationMethod.parse(event.currentTarget.value))}
          />
        </span>
        <Button
          text="To portfolio"
          disabled={members.length > 1_000}
          onClick={() => {
            addPortfolio({
              name: `${formatFigure(members.length)} from the map`,
              dataset: view.dataset,
              members,
              weights: null,
              found: null,
            });
            goTo("portfolio");
          }}
        />
        <Button variant="minimal" text="Clear" onClick={onClear} />
      </div>
      {problem ? (
        <ProblemView problem={problem} />
      ) : !few ? (
        <p className="selection-hint muted">Select 2 to {MOST_DRAWN} strategies to see their matrix.</p>
      ) : !data || !option ? (
        <Loading what="Correlating the selection" />
      ) : (
        <ChartPanel
          className="selection-chart"
          title={`${formatFigure(members.length)} strategies`}
          note={`mean ρ ${formatFigure(data.meanRho, 3)}, ${formatFigure(data.observations)} rows`}
          label={`Correlation of the ${members.length} selected strategies`}
          option={option}
          csv={() =>
            csvText(
              ["", ...data.members],
              data.members.map((name, row) => [
                name,
                ...data.rho.subarray(row * data.members.length, (row + 1) * data.members.length),
              ]),
            )
          }
        />
      )}
    </div>
  );
}

/** Names of the strategies of a region's rows and columns, in the order of the map. */
function membersOf(map: SelectionTabProps["map"], { x0, x1, y0, y1 }: MapRegion): string[] {
  const members: string[] = [];
  let next = 0;
  for (const [from, to] of x0 < y0
    ? ([
        [x0, x1],
        [y0, y1],
      ] as const)
    : ([
        [y0, y1],
        [x0, x1],
      ] as const)) {
    for (let place = Math.max(from, next); place <= to; place++)
      members.push(map.strategies[map.order[place] ?? 0] ?? "");
    next = Math.max(next, to + 1);
  }
  return members;
}
