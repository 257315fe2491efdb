import { useEffect, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type correlationMap, correlationTile } from "../../../electron/contract/methods/correlation.ts";
import { strategyCurves } from "../../../electron/contract/methods/strategy.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Panel } from "../../ui/panels.tsx";
import { Sparkline } from "../../ui/Sparkline.tsx";
import type { MapView } from "./map/map-view.ts";

interface PairPanelProps {
  readonly view: MapView;
  readonly map: ResultOf<typeof correlationMap>;
  readonly hovered: { x: number; y: number } | null;
}

const SETTLE_MS = 160;

/** The two strategies under the pointer, their exact correlation and both curves, once the pointer rests. */
export function PairPanel({ view, map, hovered }: PairPanelProps) {
  const [rested, setRested] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (!hovered) return;
    const timer = setTimeout(() => setRested(hovered), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [hovered]);

  const cell = hovered ?? rested;
  const across = cell ? (map.order[cell.x] ?? 0) : 0;
  const down = cell ? (map.order[cell.y] ?? 0) : 0;
  const names = cell ? [map.strategies[down] ?? "", map.strategies[across] ?? ""] : [];
  const same = rested !== null && rested.x === cell?.x && rested.y === cell.y;
  const { data: exact } = useResult(
    correlationTile,
    rested && { ...view, down: { from: rested.y, count: 1 }, across: { from: rested.x, count: 1 } },
  );
  const restedNames = rested
    ? [
        ...new Set([
          map.strategies[map.order[rested.y] ?? 0] ?? "",
          map.strategies[map.order[rested.x] ?? 0] ?? "",
        ]),
      ]
    : null;
  const { data: curves } = useResult(
    strategyCurves,
    restedNames && { ...view, strategies: restedNames, points: 80 },
  );
  const rho = same && exact?.down[0] === down && exact.across[0] === across ? exact.rho[0] : undefined;
  const block =
    cell && map.blockSize > 1
      ? Math.floor(cell.y / map.blockSize) * map.side + Math.floor(cell.x / map.blockSize)
      : null;

  return (
    <Panel
      title="Under the pointer"
      note={rho === undefined ? undefined : `ρ ${formatFigure(rho, 4)}`}
      className="pair"
    >
      {names.length === 0 ? (
        <p className="faint">Point at the map.</p>
      ) : (
        <>
          {names.map((name, at) => {
            const row = curves?.strategies.indexOf(name) ?? -1;
            const known = same && curves && row >= 0;
            const values = known
              ? curves.equity.subarray(row * curves.points, (row + 1) * curves.points)
              : null;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a pair is a row and a column, in that order
              <div className="pair-line" key={at}>
                <div className="pair-name">
                  <div className="truncate">{name}</div>
                  <div className="faint">cluster {(map.cluster[at === 0 ? down : across] ?? 0) + 1}</div>
                </div>
                <Sparkline values={values} width={104} height={20} />
              </div>
            );
          })}
          {block !== null && (
            <p className="faint">
              Block of {map.blockSize} × {map.blockSize}: mean{" "}
              {formatFigure(map.mean[block] ?? Number.NaN, 2)}, from{" "}
              {formatFigure(map.min[block] ?? Number.NaN, 2)} to{" "}
              {formatFigure(map.max[block] ?? Number.NaN, 2)}
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
