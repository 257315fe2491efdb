import { formatCompact, formatFigure } from "../../../electron/charts/parts/format.ts";
import type { SearchRace } from "../../../electron/contract/search-result.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { NumberHead } from "../../ui/tables.tsx";
import { AlgorithmHead } from "./AlgorithmHead.tsx";
import { useCurveColours } from "./use-curve-colours.ts";

/** The algorithms of a race, the leader first. */
export function LaneTable({ lanes }: { lanes: SearchRace["lanes"] }) {
  const colours = useCurveColours(lanes);
  const ranked = lanes.toSorted((a, b) => b.best - a.best);
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          <NumberHead>Best</NumberHead>
          <NumberHead>Evaluations</NumberHead>
          <NumberHead>per second</NumberHead>
          <NumberHead>Left</NumberHead>
        </tr>
      </thead>
      <tbody>
        {ranked.map((lane, rank) => (
          <tr key={lane.algorithm} className={rank === 0 ? "lane-leader" : undefined}>
            <AlgorithmHead
              algorithm={lane.algorithm}
              colour={colours.get(lane.algorithm)}
              running={lane.running}
            />
            <td className="number">{formatFigure(lane.best, 3)}</td>
            <td className="number">{formatCompact(lane.evaluations)}</td>
            <td className="number">
              {lane.evaluationsPerSecond > 0 ? formatCompact(lane.evaluationsPerSecond) : "–"}
            </td>
            <td className="number">
              {lane.running && typeof lane.secondsLeft === "number" ? formatDuration(lane.secondsLeft) : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
