import { useCallback, useMemo, useRef, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { useCommands } from "../../state/commands.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { NoDataset, Screen } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import "./correlation.css";
import { CorrelationSide } from "./CorrelationSide.tsx";
import { type MapChoices, MapOptions } from "./MapOptions.tsx";
import { CorrelationMap, type MapHandle } from "./map/CorrelationMap.tsx";
import { strongest } from "./map/strongest.ts";
import type { MapRegion } from "./map/use-map-gestures.ts";
import { pairMethodNames } from "./pair-method-names.ts";
import { RhoLegend } from "./RhoLegend.tsx";
import { useMapData } from "./use-map-data.ts";
import { weightingNames } from "./weighting-names.ts";

/** Every pair of strategies, from the whole to the single cell. */
export function CorrelationScreen() {
  const theme = useChartTheme();
  const [choices, setChoices] = useState<MapChoices>({
    method: "pearson",
    regime: null,
    weighting: "alike",
    measure: "mean",
  });
  const [threshold, setThreshold] = useState(0);
  const [hovered, setHovered] = useState<{ x: number; y: number } | null>(null);
  const [region, setRegion] = useState<MapRegion | null>(null);
  const handle = useRef<MapHandle>(null);
  const { measure } = choices;
  const { view, shown, problem, loading, progress, reload } = useMapData(choices);
  const map = shown?.map ?? null;

  const overview = useMemo(() => {
    if (!map) return null;
    const values = measure === "mean" ? map.mean : strongest(map.min, map.max);
    return { side: map.side, blockSize: map.blockSize, values, measure };
  }, [map, measure]);
  const look = useMemo(
    () => ({ stops: theme.diverging, background: theme.background, grid: theme.grid, threshold }),
    [theme, threshold],
  );
  const placeOf = useMemo(() => {
    const places = new Uint32Array(map?.order.length ?? 0);
    map?.order.forEach((strategy, place) => {
      places[strategy] = place;
    });
    return places;
  }, [map]);
  const flyTo = useCallback(
    (a: number, b: number) => handle.current?.flyTo(placeOf[a] ?? 0, placeOf[b] ?? 0),
    [placeOf],
  );
  const change = (part: Partial<MapChoices>) => {
    setChoices((present) => ({ ...present, ...part }));
    // Another method or regime puts the strategies in another order.
    if (part.method !== undefined || part.regime !== undefined) setRegion(null);
  };
  const showAll = () => handle.current?.showAll();
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

  if (view === null) return <NoDataset title="Correlation" />;
  const cells = map?.strategies.length ?? 0;
  const clusters = map && `${formatFigure(map.clusters)} ${map.clusters === 1 ? "cluster" : "clusters"}`;
  return (
    <Screen
      title="Correlation"
      subtitle={
        map &&
        shown &&
        `${formatFigure(cells)} × ${formatFigure(cells)} pairs in ${clusters}, ${pairMethodNames[shown.view.pairMethod]}${shown.view.weighting ? `, ${weightingNames[choices.weighting].toLowerCase()}` : ""}`
      }
      actions={
        <MapOptions
          dataset={view.dataset}
          kept={choices.regime === null ? view.regimes : undefined}
          choices={choices}
          onChange={change}
          onShowAll={showAll}
          picture={() => handle.current?.picture() ?? Promise.reject(new Error("no map"))}
        />
      }
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !shown || !overview ? (
        <Loading what="Correlating all pairs" progress={progress} />
      ) : (
        <div className={loading ? "correlation correlation-old" : "correlation"} aria-busy={loading}>
          <div className="correlation-map">
            <CorrelationMap
              view={shown.view}
              cells={cells}
              overview={overview}
              look={look}
              handle={handle}
              region={region}
              onHover={setHovered}
              onBrush={setRegion}
              crosshair={theme.text}
            />
            <RhoLegend stops={theme.diverging} />
          </div>
          <CorrelationSide
            view={shown.view}
            map={shown.map}
            hovered={hovered}
            region={region}
            onClearRegion={() => setRegion(null)}
            threshold={threshold}
            onThreshold={setThreshold}
            onFly={flyTo}
          />
        </div>
      )}
    </Screen>
  );
}
