import type { SearchRace } from "../../../electron/contract/search-race.ts";
import { formatCompact } from "../../charts/format-compact.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { algorithmNames } from "../../searches/algorithm-names.ts";

/** The algorithms of a race, the leader first. */
export function LaneTable({ lanes }: { lanes: SearchRace["lanes"] }) {
  const ranked = lanes.toSorted((a, b) => b.best - a.best);
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          <th scope="col" className="number">
            Best
          </th>
          <th scope="col" className="number">
            Evaluations
          </th>
          <th scope="col" className="number">
            per second
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((lane, rank) => (
          <tr key={lane.algorithm} className={rank === 0 ? "lane-leader" : undefined}>
            <th scope="row">
              <span className={lane.running ? "lane-dot lane-running" : "lane-dot"} />
              {algorithmNames[lane.algorithm].title}
              {lane.running && <span className="visually-hidden">, running</span>}
            </th>
            <td className="number">{formatFigure(lane.best, 3)}</td>
            <td className="number">{formatCompact(lane.evaluations)}</td>
            <td className="number">
              {lane.evaluationsPerSecond > 0 ? formatCompact(lane.evaluationsPerSecond) : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
