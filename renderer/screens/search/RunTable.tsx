import { formatCompact, formatFigure } from "../../../electron/charts/parts/format.ts";
import type { SearchOutcome } from "../../../electron/contract/search-result.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { NumberHead } from "../../ui/tables.tsx";
import { AlgorithmHead } from "./AlgorithmHead.tsx";
import { useCurveColours } from "./use-curve-colours.ts";

const ends: Readonly<Record<SearchOutcome["stopped"], string>> = {
  budget: "budget spent",
  seconds: "time over",
  stagnation: "no better one",
  converged: "nothing better near",
  cancelled: "cancelled",
  paused: "paused",
};

/** What every algorithm came to at one size, best first, in the colours of the race. */
export function RunTable({ runs }: { runs: readonly SearchOutcome[] }) {
  const colours = useCurveColours(runs);
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          <NumberHead>Fitness</NumberHead>
          <NumberHead>Evaluations</NumberHead>
          <NumberHead>Time</NumberHead>
          <th scope="col">Ended by</th>
        </tr>
      </thead>
      <tbody>
        {runs
          .toSorted((a, b) => b.fitness - a.fitness)
          .map((run) => (
            <tr key={run.algorithm}>
              <AlgorithmHead algorithm={run.algorithm} colour={colours.get(run.algorithm)} />
              <td className="number">{formatFigure(run.fitness, 3)}</td>
              <td className="number">{formatCompact(run.evaluations)}</td>
              <td className="number">{formatDuration(run.seconds)}</td>
              <td className="muted">{ends[run.stopped]}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
