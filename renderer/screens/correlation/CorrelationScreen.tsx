import { Button, SegmentedControl } from "@blueprintjs/core";
import { ZoomToFit } from "@blueprintjs/icons";
import { useCallback, useMemo, useRef, useState } from "react";
import { correlationMap } from "../../../electron/contract/methods/correlation-map.ts";
import { useResult } from "../../bridge/use-result.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { useView } from "../../state/use-view.ts";
import { Loading } from "../../ui/Loading.tsx";
import { NoDataset } from "../../ui/NoDataset.tsx";
import { ProblemView } from "../../ui/ProblemView.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { tip } from "../../ui/tip.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import "./correlation.css";
import { CorrelationSide } from "./CorrelationSide.tsx";
import { CorrelationMap, type MapHandle } from "./map/CorrelationMap.tsx";
import { strongest } from "./map/strongest.ts";
import type { MapRegion } from "./map/use-map-gestures.ts";
import { RhoLegend } from "./RhoLegend.tsx";

/** Blocks along a side of the overview: a pixel or less of a screen each. */
const BLOCKS = 1_024;

/** Every pair of strategies, from the whole to the single cell. */
export function CorrelationScreen() {
  const view = useView();
  const theme = useChartTheme();
  const [measure, setMeasure] = useState<"mean" | "strongest">("mean");
  const [threshold, setThreshold] = useState(0);
  const [hovered, setHovered] = useState<{ x: number; y: number } | null>(null);
  const [region, setRegion] = useState<MapRegion | null>(null);
  const handle = useRef<MapHandle>(null);

  const request = useMemo(() => view && { ...view, blocks: BLOCKS }, [view]);
  const { data, problem, progress, reload } = useResult(correlationMap, request, ["datasets-changed"]);
  const overview = useMemo(() => {
    if (!data) return null;
    const values = measure === "mean" ? data.mean : strongest(data.min, data.max);
    return { side: data.side, blockSize: data.blockSize, values };
  }, [data, measure]);
  const look = useMemo(
    () => ({ stops: theme.diverging, background: theme.background, grid: theme.grid, threshold }),
    [theme, threshold],
  );
  const placeOf = useMemo(() => {
    const places = new Uint32Array(data?.order.length ?? 0);
    data?.order.forEach((strategy, place) => {
      places[strategy] = place;
    });
    return places;
  }, [data]);
  const flyTo = useCallback(
    (a: number, b: number) => handle.current?.flyTo(placeOf[a] ?? 0, placeOf[b] ?? 0),
    [placeOf],
  );

  if (view === null) return <NoDataset title="Correlation" />;
  const cells = data?.strategies.length ?? 0;
  return (
    <Screen
      title="Correlation"
      subtitle={
        data &&
        `${formatFigure(cells)} × ${formatFigure(cells)} pairs in ${formatFigure(data.clusters)} ${data.clusters === 1 ? "cluster" : "clusters"}, Pearson`
      }
      actions={
        data && (
          <>
            <span {...tip("What a block shows from afar\nMean of its cells, or its cell furthest from 0")}>
              <SegmentedControl
                options={[
                  { label: "Mean", value: "mean" },
                  { label: "Strongest", value: "strongest" },
                ]}
                value={measure}
                onValueChange={(value) => setMeasure(value === "strongest" ? "strongest" : "mean")}
              />
            </span>
            <Button icon={<ZoomToFit />} text="Show all" onClick={() => handle.current?.showAll()} />
          </>
        )
      }
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !data || !overview ? (
        <Loading what="Correlating all pairs" progress={progress} />
      ) : (
        <div className="correlation">
          <div className="correlation-map">
            <CorrelationMap
              view={view}
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
            view={view}
            map={data}
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
