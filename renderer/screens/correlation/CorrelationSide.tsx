import { Slider } from "@blueprintjs/core";
import { useEffect, useMemo } from "react";
import { correlationHistogram } from "../../../electron/charts/correlation-histogram.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import {
  type correlationMap,
  correlationStructure,
  correlationSummary,
} from "../../../electron/contract/methods/correlation.ts";
import { countOf, csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { createStore, useStore } from "../../state/store.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel, TabStrip, useScrollFocus } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { pairMethodNames } from "./MapOptions.tsx";
import type { MapView } from "./map/tiles.ts";
import type { MapPlace, MapRegion } from "./map/use-map-gestures.ts";
import { DuplicatesTab, TopPairs } from "./PairLists.tsx";
import { PairPanel } from "./PairPanel.tsx";
import { SelectionTab } from "./SelectionTab.tsx";

interface CorrelationSideProps {
  readonly view: MapView;
  readonly map: ResultOf<typeof correlationMap>;
  readonly hovered: MapPlace | null;
  readonly region: MapRegion | null;
  readonly onClearRegion: () => void;
  readonly threshold: number;
  readonly onThreshold: (threshold: number) => void;
  /** Shows the pair of these two strategies (indices) on the map. */
  readonly onFly: (a: number, b: number) => void;
}

/** The list that is looked at, while the window is open. */
const shownList = createStore("pairs");

/** What goes with the map: the pair under the pointer, the distribution, the most alike, the selection. */
export function CorrelationSide(props: CorrelationSideProps) {
  const { view, map, hovered, region, onClearRegion, threshold, onThreshold, onFly } = props;
  const scroll = useScrollFocus();
  const tab = useStore(shownList);
  const { data: summary } = useResult(correlationSummary, view, ["datasets-changed"]);
  useEffect(() => {
    if (region) shownList.set("selection");
  }, [region]);
  const over = summary ? pairsOver(summary.histogram, threshold) : null;
  return (
    <aside className="correlation-side" aria-label="Pairs and distribution" ref={scroll}>
      <Figures view={view} summary={summary} />
      <PairPanel view={view} map={map} hovered={hovered} />
      <Distribution summary={summary} method={pairMethodNames[view.pairMethod]} threshold={threshold} />
      <div className="correlation-threshold">
        <span className="muted">Hide |ρ| under</span>
        <Slider
          min={0}
          max={0.99}
          stepSize={0.01}
          labelRenderer={false}
          value={threshold}
          onChange={onThreshold}
          handleHtmlProps={{ "aria-label": "Hide correlations under" }}
        />
        <b>{formatFigure(threshold, 2)}</b>
        <span className="faint">{over !== null && `${countOf(over, "pair")} left`}</span>
      </div>
      <Panel className="correlation-lists" flush>
        <TabStrip
          label="Lists of pairs"
          selected={tab}
          onSelect={shownList.set}
          tabs={[
            { id: "pairs", title: "Most alike" },
            { id: "duplicates", title: "Near duplicates" },
            { id: "selection", title: "Selection" },
          ]}
        />
        <div className="correlation-list">
          {tab === "pairs" && <TopPairs summary={summary} onFly={onFly} />}
          {tab === "duplicates" && <DuplicatesTab view={view} onFly={onFly} />}
          {tab === "selection" && (
            <SelectionTab view={view} map={map} region={region} onClear={onClearRegion} />
          )}
        </div>
      </Panel>
    </aside>
  );
}

type Summary = ResultOf<typeof correlationSummary>;

function Figures({ view, summary }: { view: MapView; summary: Summary | null }) {
  const { data: structure } = useResult(correlationStructure, view, ["datasets-changed"]);
  return (
    <div className="key-figures correlation-figures">
      <KeyFigure
        label="Mean ρ"
        value={summary ? formatFigure(summary.meanRho, 3) : "…"}
        explain={"Mean correlation\nArithmetic mean of the signed correlations of all pairs"}
      />
      <KeyFigure
        label="Mean |ρ|"
        value={summary ? formatFigure(summary.meanAbsRho, 3) : "…"}
        note={summary ? `noise below ${formatFigure(summary.noiseBand, 3)}` : undefined}
        explain={`Mean absolute correlation\nOver all pairs${summary ? `\n95 % of unrelated pairs have a smaller |ρ| than ${formatFigure(summary.noiseBand, 3)} here; the most alike of so many have about ${formatFigure(summary.noiseLargest, 3)}` : ""}`}
      />
      <KeyFigure
        label="Independent"
        value={structure ? formatFigure(structure.effectiveStrategies, 1) : "…"}
        note={structure ? `${formatFigure(structure.separable)} at most` : undefined}
        explain={
          "Effective number of independent strategies\nN² / sum of ρ² less what noise adds to it: so many uncorrelated strategies would spread risk as well"
        }
      />
    </div>
  );
}

interface DistributionProps {
  readonly summary: Summary | null;
  readonly method: string;
  readonly threshold: number;
}

function Distribution({ summary, method, threshold }: DistributionProps) {
  const theme = useChartTheme();
  const option = useMemo(() => {
    if (!summary) return null;
    const { histogram, meanRho } = summary;
    const over = threshold > 0 ? { at: threshold, pairs: pairsOver(histogram, threshold) } : null;
    const data = { counts: histogram, mean: meanRho, method, ...(over ? { threshold: over } : {}) };
    return correlationHistogram(data, { theme });
  }, [summary, threshold, theme, method]);
  return (
    <div className="correlation-histogram">
      {option && summary ? (
        <ChartPanel
          title="Distribution"
          note={countOf(summary.pairs, "pair")}
          label="Histogram of the correlations of all pairs"
          option={option}
          csv={() => {
            const bins = summary.histogram.length;
            const edge = (at: number) => -1 + (2 * at) / bins;
            const rows = Array.from(summary.histogram, (count, at) => [edge(at), edge(at + 1), count]);
            return csvText(["from", "to", "pairs"], rows);
          }}
        />
      ) : (
        <Panel title="Distribution">
          <p className="faint">Counting all pairs…</p>
        </Panel>
      )}
    </div>
  );
}

/**
 * Pairs whose |rho| reaches the threshold, from a histogram of equal bins over -1..1; exact when it falls on an edge of a bin.
 */
function pairsOver(histogram: Float64Array, threshold: number): number {
  const bins = histogram.length;
  let pairs = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = -1 + (2 * bin) / bins;
    const to = -1 + (2 * (bin + 1)) / bins;
    if (from >= threshold - 1e-9 || to <= -threshold + 1e-9) pairs += histogram[bin] ?? 0;
  }
  return pairs;
}
