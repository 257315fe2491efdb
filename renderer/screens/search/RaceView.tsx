import { useMemo } from "react";
import { convergenceRace } from "../../../electron/charts/convergence-race.ts";
import { formatCompact } from "../../../electron/charts/parts/format.ts";
import { seriesColour } from "../../../electron/charts/parts/theme.ts";
import { type FoundBy, foundByTable } from "../../../electron/contract/algorithms.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import type { SearchRace } from "../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import { ExpectedFigure } from "../../searches/ExpectedFigure.tsx";
import type { LiveSearch } from "../../searches/runs.ts";
import { VerdictMaking } from "../../searches/VerdictPanel.tsx";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

interface RaceViewProps {
  readonly search: KeptSearch;
  readonly live: LiveSearch;
  readonly race: SearchRace;
}

/** A search while it runs: eight curves, who leads, how fast, how long. */
export function RaceView(props: RaceViewProps) {
  const { race, live } = props;
  const theme = useChartTheme();
  const option = useMemo(() => {
    const algorithms = race.lanes.map((lane) => ({
      name: lane.algorithm.toUpperCase(),
      ...splitCurve(lane.curve),
    }));
    return convergenceRace({ algorithms }, { theme });
  }, [race, theme]);
  return (
    <>
      <RaceFigures {...props} />
      {live.verdict && <VerdictMaking verdict={live.verdict} />}
      <ChartPanel
        className="race"
        title="Race"
        note="best so far, by the portfolios tried"
        label="Best portfolio of every algorithm so far against the portfolios it tried"
        option={option}
        csv={() => curvesCsv(race)}
      />
      <Panel
        title="Algorithms"
        className="race-lanes"
        flush
        actions={<CopyMenu title="Algorithms" csv={() => lanesCsv(race)} />}
      >
        <LaneTable lanes={race.lanes} />
      </Panel>
    </>
  );
}

function RaceFigures({ search, live, race }: RaceViewProps) {
  const best = Math.max(race.best ?? Number.NEGATIVE_INFINITY, ...race.lanes.map((lane) => lane.best));
  const evaluations = race.lanes.reduce((sum, lane) => sum + lane.evaluations, 0);
  const rate = race.lanes.reduce((sum, lane) => sum + (lane.running ? lane.evaluationsPerSecond : 0), 0);
  const isOver = race.secondsLeft === 0 && !race.lanes.some((lane) => lane.running);
  const done = live.fraction === null ? "" : `${formatFigure(live.fraction * 100)} % done`;
  return (
    <div className="key-figures">
      {live.expected && <ExpectedFigure expected={live.expected} />}
      <KeyFigure
        label="Best so far"
        value={Number.isFinite(best) ? formatFigure(best, 3) : "…"}
        explain={"Best so far\nWhat is maximised, of the best portfolio that any algorithm has found so far"}
      />
      <KeyFigure label="Size" value={formatFigure(race.size)} unit="strategies" />
      <KeyFigure label="Portfolios tried" value={formatCompact(evaluations)} />
      {isOver ? (
        // The search is over, what it found is judged: that has no speed and no end that is known.
        <KeyFigure label="Now" value={done || "…"} note={live.stage} />
      ) : (
        <>
          <KeyFigure label="Speed" value={formatCompact(rate)} unit="a second" />
          <KeyFigure
            label={search.kind === "zones" ? "Left in this part" : "Time left"}
            value={race.secondsLeft === null ? "…" : formatDuration(race.secondsLeft)}
            note={done === "" ? live.stage : done}
          />
        </>
      )}
    </div>
  );
}

const curvesCsv = (race: SearchRace): string =>
  csvText(
    ["algorithm", "evaluations", "best"],
    race.lanes.flatMap((lane) => {
      const { evaluations, best } = splitCurve(lane.curve);
      const { title } = foundByTable[lane.algorithm];
      return Array.from(evaluations, (at, index) => [title, at, best[index] ?? 0]);
    }),
  );

const lanesCsv = (race: SearchRace): string =>
  csvText(
    ["algorithm", "best", "evaluations", "per_second"],
    race.lanes.map((lane) => [
      foundByTable[lane.algorithm].title,
      lane.best,
      lane.evaluations,
      lane.evaluationsPerSecond,
    ]),
  );

/** The algorithms of a race, the leader first. */
function LaneTable({ lanes }: { lanes: SearchRace["lanes"] }) {
  const colours = useCurveColours(lanes);
  const ranked = lanes.toSorted((a, b) => b.best - a.best);
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          <NumberHead>Best</NumberHead>
          <NumberHead>Tried</NumberHead>
          <NumberHead>a second</NumberHead>
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

interface AlgorithmHeadProps {
  readonly algorithm: FoundBy;
  /** That of its curve in the race. */
  readonly colour: string | undefined;
  readonly running?: boolean;
}

/** First cell of an algorithm's row: the colour of its curve and its name. */
export function AlgorithmHead({ algorithm, colour, running = false }: AlgorithmHeadProps) {
  return (
    <th scope="row">
      <span className={running ? "lane-dot lane-running" : "lane-dot"} style={{ background: colour }} />
      {foundByTable[algorithm].title}
      {running && <span className="visually-hidden">, running</span>}
    </th>
  );
}

/** Colour of each algorithm's curve: the race gives them out in the order in which the algorithms run. */
export function useCurveColours(
  runs: readonly { readonly algorithm: FoundBy }[],
): ReadonlyMap<FoundBy, string> {
  const theme = useChartTheme();
  return new Map(runs.map(({ algorithm }, at) => [algorithm, seriesColour(theme, at)]));
}

/** Takes (budget spent, best) pairs that lie flat apart. */
export function splitCurve(curve: readonly number[]): { evaluations: Float64Array; best: Float64Array } {
  const points = Math.floor(curve.length / 2);
  const evaluations = new Float64Array(points);
  const best = new Float64Array(points);
  for (let at = 0; at < points; at++) {
    evaluations[at] = curve[2 * at] ?? 0;
    best[at] = curve[2 * at + 1] ?? 0;
  }
  return { evaluations, best };
}
