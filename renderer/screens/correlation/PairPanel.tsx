import { useEffect, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type correlationMap, correlationTile } from "../../../electron/contract/methods/correlation.ts";
import { strategyCurves } from "../../../electron/contract/methods/strategy.ts";
import { useResult } from "../../bridge/use-result.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { Panel } from "../../ui/panels.tsx";
import { Sparkline } from "../../ui/Sparkline.tsx";
import type { MapView } from "./map/tiles.ts";
import type { MapPlace } from "./map/use-map-gestures.ts";

interface PairPanelProps {
  readonly view: MapView;
  readonly map: ResultOf<typeof correlationMap>;
  readonly hovered: MapPlace | null;
}

const SETTLE_MS = 160;

/** The two strategies under the pointer, their exact correlation and both curves, once the pointer rests. */
export function PairPanel({ view, map, hovered }: PairPanelProps) {
  const rested = useRested(hovered);
  const cell = hovered ?? rested;
  const strategyAt = (place: number) => map.order[place] ?? 0;
  const nameAt = (place: number) => map.strategies[strategyAt(place)] ?? "";
  const { data: exact } = useResult(
    correlationTile,
    rested && { ...view, down: { from: rested.y, count: 1 }, across: { from: rested.x, count: 1 } },
  );
  const strategies = rested && [...new Set([nameAt(rested.y), nameAt(rested.x)])];
  const { data: curves } = useResult(strategyCurves, strategies && { ...view, strategies, points: 80 });
  if (!cell) {
    return (
      <Panel title="Under the pointer" className="pair">
        <p className="faint">Point at the map.</p>
      </Panel>
    );
  }
  const [down, across] = [strategyAt(cell.y), strategyAt(cell.x)];
  const same = rested !== null && rested.x === cell.x && rested.y === cell.y;
  const rho = same && exact?.down[0] === down && exact.across[0] === across ? exact.rho[0] : undefined;
  const curveOf = (name: string) => {
    const row = curves?.strategies.indexOf(name) ?? -1;
    if (!same || !curves || row < 0) return null;
    return curves.equity.subarray(row * curves.points, (row + 1) * curves.points);
  };
  return (
    <Panel
      title="Under the pointer"
      note={rho === undefined ? undefined : `ρ ${formatFigure(rho, 4)}`}
      className="pair"
    >
      {[cell.y, cell.x].map((place, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is a row and a column, in that order
        <div className="pair-line" key={at}>
          <div className="pair-name">
            <NameText name={nameAt(place)} shared={sharedEnds(map.strategies)} />
            <div className="faint">cluster {(map.cluster[strategyAt(place)] ?? 0) + 1}</div>
          </div>
          <Sparkline values={curveOf(nameAt(place))} width={104} height={20} />
        </div>
      ))}
      {map.blockSize > 1 && <BlockFigures map={map} cell={cell} />}
    </Panel>
  );
}

/** The place where the pointer last rested. */
function useRested(hovered: MapPlace | null): MapPlace | null {
  const [rested, setRested] = useState<MapPlace | null>(null);
  useEffect(() => {
    if (!hovered) return;
    const timer = setTimeout(() => setRested(hovered), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [hovered]);
  return rested;
}

/** What the block says that the cell is in. */
function BlockFigures({ map, cell }: { map: PairPanelProps["map"]; cell: MapPlace }) {
  const block = Math.floor(cell.y / map.blockSize) * map.side + Math.floor(cell.x / map.blockSize);
  const figure = (values: Float32Array) => formatFigure(values[block] ?? Number.NaN, 2);
  return (
    <p className="faint">
      Block of {map.blockSize} × {map.blockSize}: mean {figure(map.mean)}, from {figure(map.min)} to{" "}
      {figure(map.max)}
    </p>
  );
}
