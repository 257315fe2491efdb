import { Button } from "@blueprintjs/core";
import { Repeat } from "@blueprintjs/icons";
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { ChartTheme } from "../../../electron/charts/parts/theme.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { datasetClearKept } from "../../../electron/contract/methods/dataset.ts";
import { useAction } from "../../bridge/use-action.ts";
import { NoDataset } from "../../imports/NoDataset.tsx";
import { useOf } from "../../state/by-dataset.ts";
import { useCommands } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { formatMoment } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import "./correlation.css";
import { CorrelationSide } from "./CorrelationSide.tsx";
import { type MapChoices, MapOptions, mapChoices, pairMethodNames, weightingNames } from "./MapOptions.tsx";
import { CorrelationMap, type MapHandle } from "./map/CorrelationMap.tsx";
import { type MapLook, type Overview, strongest } from "./map/map-picture.ts";
import type { MapPlace, MapRegion } from "./map/use-map-gestures.ts";
import { type ShownMap, useMapData } from "./use-map-data.ts";

/** Every pair of strategies, from the whole to the single cell. */
export function CorrelationScreen() {
  const theme = useChartTheme();
  const { choices, change, region, setRegion } = useChoices();
  const [hovered, setHovered] = useState<MapPlace | null>(null);
  const handle = useRef<MapHandle>(null);
  const { view, shown, problem, loading, progress, reload } = useMapData(choices);
  const overview = useOverview(shown?.map ?? null, choices.measure);
  const look = useLook(theme, choices.threshold);
  const flyTo = useFlight(handle, shown?.map.order);
  const showAll = () => handle.current?.showAll();
  useMapCommands(choices, change, showAll);

  if (view === null) return <NoDataset title="Correlation" />;
  return (
    <Screen
      title="Correlation"
      subtitle={shown && subtitleOf(shown, choices)}
      actions={
        <MapOptions
          dataset={view.dataset}
          kept={choices.regime === null ? view.regimes : undefined}
          choices={choices}
          onChange={change}
          onShowAll={showAll}
          picture={() => pictureOf(handle.current, shown, choices)}
        />
      }
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : shown && shown.map.strategies.length < 2 ? (
        <Message title="There is no pair">
          Correlation says how strategies move together; it takes two at least, and this dataset has one.
        </Message>
      ) : !shown || !overview ? (
        <Loading what="Correlating all pairs" progress={progress} />
      ) : (
        <div className={loading ? "correlation correlation-old" : "correlation"} aria-busy={loading}>
          <div className="correlation-map">
            <CorrelationMap
              view={shown.view}
              cells={shown.map.strategies.length}
              overview={overview}
              look={look}
              handle={handle}
              region={region}
              onHover={setHovered}
              onBrush={setRegion}
              crosshair={theme.text}
            />
            <RhoLegend stops={theme.correlation} />
            {shown.map.kept !== null && <KeptNote dataset={shown.view.dataset} since={shown.map.kept} />}
          </div>
          <CorrelationSide
            view={shown.view}
            map={shown.map}
            hovered={hovered}
            region={region}
            onClearRegion={() => setRegion(null)}
            threshold={choices.threshold}
            onThreshold={(threshold) => change({ threshold })}
            onFly={flyTo}
          />
        </div>
      )}
    </Screen>
  );
}

/** The map as it is taken along. */
async function pictureOf(map: MapHandle | null, shown: ShownMap | null, choices: MapChoices): Promise<Blob> {
  if (!map || !shown) throw new Error("no map");
  return map.picture(subtitleOf(shown, choices));
}

/** The colours of the map. */
function useLook(theme: ChartTheme, threshold: number): MapLook {
  return useMemo(() => {
    const { correlation: stops, background, grid } = theme;
    return { stops, background, grid, threshold };
  }, [theme, threshold]);
}

/** What the map is of, and what is brushed on it. */
function useChoices() {
  const [choices, setChoices] = useOf(mapChoices, useStore(currentDataset) ?? "");
  const [region, setRegion] = useState<MapRegion | null>(null);
  const change = (part: Partial<MapChoices>) => {
    setChoices(part);
    // Another method or regime puts the strategies in another order.
    if (part.method !== undefined || part.regime !== undefined) setRegion(null);
  };
  return { choices, change, region, setRegion };
}

/** What is drawn far away, of the measure that was chosen. */
function useOverview(map: ShownMap["map"] | null, measure: MapChoices["measure"]): Overview | null {
  return useMemo(() => {
    if (!map) return null;
    const values = measure === "mean" ? map.mean : strongest(map.min, map.max);
    return { side: map.side, blockSize: map.blockSize, values, measure };
  }, [map, measure]);
}

/** Shows the pair of two strategies, which the map has in an order of its own. */
function useFlight(handle: RefObject<MapHandle | null>, order: Uint32Array | undefined) {
  const placeOf = useMemo(() => {
    const places = new Uint32Array(order?.length ?? 0);
    order?.forEach((strategy, place) => {
      places[strategy] = place;
    });
    return places;
  }, [order]);
  return useCallback(
    (a: number, b: number) => handle.current?.flyTo(placeOf[a] ?? 0, placeOf[b] ?? 0),
    [handle, placeOf],
  );
}

function useMapCommands(
  { measure }: MapChoices,
  change: (part: Partial<MapChoices>) => void,
  showAll: () => void,
): void {
  useCommands("Correlation", [
    { title: "Show the whole map", words: "zoom all", run: showAll },
    { title: "Correlate by Pearson", run: () => change({ method: "pearson" }) },
    { title: "Correlate by ranks (Spearman)", run: () => change({ method: "spearman" }) },
    { title: "Correlate losing days (downside)", run: () => change({ method: "downside" }) },
    { title: "Count all days alike in correlations", run: () => change({ weighting: "alike" }) },
    { title: "Weigh correlations by regime confidence", run: () => change({ weighting: "confidence" }) },
    { title: "Weigh the newest days most in correlations", run: () => change({ weighting: "recent" }) },
    {
      title: measure === "mean" ? "Show the strongest of each block" : "Show the mean of each block",
      run: () => change({ measure: measure === "mean" ? "strongest" : "mean" }),
    },
  ]);
}

/** "25,544 × 25,544 pairs in 12 clusters, Pearson". */
function subtitleOf({ map, view }: ShownMap, { weighting }: MapChoices): string {
  const cells = formatFigure(map.strategies.length);
  const clusters = `${formatFigure(map.clusters)} ${map.clusters === 1 ? "cluster" : "clusters"}`;
  const weighed = view.weighting ? `, ${weightingNames[weighting].toLowerCase()}` : "";
  return `${cells} × ${cells} pairs in ${clusters}, ${pairMethodNames[view.pairMethod]}${weighed}`;
}

/** Says that the map was computed earlier; a press has everything of this dataset computed again. */
function KeptNote({ dataset, since }: { dataset: string; since: string }) {
  const act = useAction();
  return (
    <Button
      className="kept-note"
      size="small"
      icon={<Repeat />}
      text={`Computed ${formatMoment(since)}`}
      onClick={() => void act(datasetClearKept, { dataset })}
      {...tip(
        "Computed earlier and kept\nThe dataset, the view and the program are the same since. Press to compute it again",
      )}
    />
  );
}

/** What the colours of the map mean. */
function RhoLegend({ stops }: { stops: readonly string[] }) {
  return (
    <div
      className="rho-legend"
      role="img"
      aria-label="Colours from correlation minus one, over zero, to plus one"
    >
      <span>−1 diversifies</span>
      <div className="rho-bar" style={{ background: `linear-gradient(90deg, ${stops.join(", ")})` }} />
      <span>moves together +1</span>
    </div>
  );
}
