import { useMemo } from "react";
import { convergenceRace } from "../../../electron/charts/convergence-race.ts";
import { formatCompact, formatFigure } from "../../../electron/charts/parts/format.ts";
import { algorithmTable } from "../../../electron/contract/algorithms.ts";
import type { SearchRace } from "../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import type { SearchRun } from "../../searches/search-runs.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { LaneTable } from "./LaneTable.tsx";
import { splitCurve } from "./split-curve.ts";

const lanesCsv = (race: SearchRace): string =>
  csvText(
    ["algorithm", "best", "evaluations", "per_second"],
    race.lanes.map((lane) => [
      algorithmTable[lane.algorithm].title,
      lane.best,
      lane.evaluations,
      lane.evaluationsPerSecond,
    ]),
  );

/** A search while it runs: eight curves, who leads, how fast, how long. */
export function RaceView({ run, race }: { run: SearchRun; race: SearchRace }) {
  const theme = useChartTheme();
  const option = useMemo(
    () =>
      convergenceRace(
        {
          algorithms: race.lanes.map((lane) => ({
            name: lane.algorithm.toUpperCase(),
            ...splitCurve(lane.curve),
          })),
        },
        { theme },
      ),
    [race, theme],
  );
  const best = Math.max(race.best ?? Number.NEGATIVE_INFINITY, ...race.lanes.map((lane) => lane.best));
  const evaluations = race.lanes.reduce((sum, lane) => sum + lane.evaluations, 0);
  const rate = race.lanes.reduce((sum, lane) => sum + (lane.running ? lane.evaluationsPerSecond : 0), 0);
  return (
    <>
      <div className="key-figures">
        <KeyFigure
          label="Best fitness"
          value={Number.isFinite(best) ? formatFigure(best, 3) : "…"}
          explain={"Best fitness\nOf all sizes and algorithms so far"}
        />
        <KeyFigure label="Size" value={formatFigure(race.size)} unit="strategies" />
        <KeyFigure label="Evaluations" value={formatCompact(evaluations)} />
        <KeyFigure label="Speed" value={formatCompact(rate)} unit="evaluations / s" />
        <KeyFigure
          label={
            run.kind === "zones"
              ? "Left in this part"
              : ({ paused: "Paused, left", cancelled: "Cancelled" }[run.state as string] ?? "Time left")
          }
          value={race.secondsLeft === null ? "…" : formatDuration(race.secondsLeft)}
          note={run.fraction === null ? run.stage : `${formatFigure(run.fraction * 100)} % done`}
        />
      </div>
      <ChartPanel
        className="race"
        title="Race"
        note="best fitness so far"
        label="Best fitness of every algorithm against the evaluations it used"
        option={option}
        csv={() =>
          csvText(
            ["algorithm", "evaluations", "best"],
            race.lanes.flatMap((lane) => {
              const { evaluations: at, best } = splitCurve(lane.curve);
              return Array.from(at, (value, index) => [
                algorithmTable[lane.algorithm].title,
                value,
                best[index] ?? 0,
              ]);
            }),
          )
        }
      />
      <div className="search-foot">
        <Panel title="Algorithms" flush actions={<CopyMenu title="Algorithms" csv={() => lanesCsv(race)} />}>
          <LaneTable lanes={race.lanes} />
        </Panel>
      </div>
    </>
  );
}
