import { Button, Callout } from "@blueprintjs/core";
import { Download, TimelineAreaChart } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { convergenceRace } from "../../../electron/charts/convergence-race.ts";
import { formatCompact, formatFigure } from "../../../electron/charts/parts/format.ts";
import { foundByTable } from "../../../electron/contract/algorithms.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { objectiveTable } from "../../../electron/contract/objectives.ts";
import { weightSchemeTable } from "../../../electron/contract/portfolio.ts";
import type {
  FoundPortfolio,
  SearchResult,
  SearchWeights,
} from "../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import { formatMetric } from "../../metrics/metric-text.ts";
import { ExpectedFigure } from "../../searches/ExpectedFigure.tsx";
import { openFound } from "../../searches/open-found.ts";
import { QualityNote, VerdictPanel } from "../../searches/VerdictPanel.tsx";
import { ChartPanel } from "../../ui/Chart.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { tip } from "../../ui/tips.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { FoundTable } from "./FoundTable.tsx";
import { FrontierPanels } from "./FrontierPanels.tsx";
import { splitCurve } from "./RaceView.tsx";
import { ResultFiles } from "./ResultFiles.tsx";

interface ResultViewProps {
  readonly result: SearchResult;
  readonly search: KeptSearch;
  readonly folder: string;
}

/** What a search came to: the best portfolio, the best of each size, every algorithm's climb, how lucky. */
export function ResultView({ result, search, folder }: ResultViewProps) {
  const theme = useChartTheme();
  const { best, luck } = result;
  const [size, setSize] = useState(best.size);
  const runs = useMemo(() => result.runs.filter((one) => one.size === size), [result, size]);
  const option = useMemo(() => {
    const algorithms = runs.map((one) => ({
      name: one.algorithm.toUpperCase(),
      ...splitCurve(one.curve),
    }));
    return convergenceRace({ algorithms }, { theme });
  }, [runs, theme]);
  const open = (found: FoundPortfolio) =>
    openFound(found, {
      dataset: search.dataset,
      seed: result.capsule.request.seed ?? null,
      // The tests are about the best portfolio of the whole search.
      luck: found.size === best.size && !result.weights ? luck : null,
      weights: found.size === best.size ? result.weights?.weights : undefined,
      expected: found.size === best.size ? result.expected : null,
    });
  return (
    <>
      <Figures result={result} />
      {result.weights && <WeightsNote weights={result.weights} />}
      <Warnings result={result} />
      <QualityNote result={result} />
      <div className="search-result">
        <FoundTable
          portfolios={result.portfolios}
          best={best}
          shown={size}
          valueTitle={result.objective === "believable" ? "S a row" : "Fitness"}
          runs={runs}
          onShow={setSize}
          onOpen={open}
          actions={
            <>
              <Button icon={<Download />} text="Capsule" onClick={() => saveCapsule(result, search.id)} />
              <Button
                intent="primary"
                icon={<TimelineAreaChart />}
                text="Open the best"
                onClick={() => open(best)}
              />
            </>
          }
        />
        <VerdictPanel luck={luck} />
        <ChartPanel
          title="Race"
          note={`size ${size}`}
          label={`Best fitness of every algorithm at size ${size}`}
          option={option}
          csv={() => runsCsv(result)}
        />
        <ResultFiles folder={folder} files={result.files} notWritten={result.notWritten} />
      </div>
      <FrontierPanels key={search.id} result={result} />
    </>
  );
}

/** What was maximised: S with its slack, the mean of a ranking, or a fitness. */
function ObjectiveFigure({ objective, best }: SearchResult) {
  const { title, about, steps = [] } = objectiveTable[objective];
  const made = steps.map((step, k) => `${k + 1}. ${step}`).join("\n");
  if (best.believable) {
    const { value, best: most, slack } = best.believable;
    return (
      <KeyFigure
        label={title}
        value={formatFigure(value, 3)}
        unit="a row"
        note={`${formatFigure(most, 3)} at best, slack ${formatFigure(slack * 100, 1)} %`}
        explain={`${title}\n${about}\n${made}`}
      />
    );
  }
  if (objective === "top") {
    return <KeyFigure label={title} value={formatFigure(best.fitness, 3)} explain={`${title}\n${about}`} />;
  }
  return (
    <KeyFigure
      label="Best fitness"
      value={formatFigure(best.fitness, 3)}
      note={`${title} ${formatFigure(best.base, 3)}`}
      explain={
        "Fitness\nObjective − penalty weight × mean pairwise correlation\nBelow it the objective before the penalty"
      }
    />
  );
}

function Figures({ result }: { result: SearchResult }) {
  const { expected, best, backend, luck, seconds } = result;
  return (
    <div className="key-figures">
      <ExpectedFigure expected={expected} />
      <ObjectiveFigure {...result} />
      <KeyFigure
        label="Portfolio"
        value={formatFigure(best.size)}
        unit="strategies"
        note={foundByTable[best.algorithm].title}
      />
      <KeyFigure
        label="Total P&L"
        value={formatMetric("roi", best.roi)}
        unit="currency"
        tone={best.roi > 0 ? "gain" : "loss"}
      />
      <KeyFigure label="Max DD" value={formatMetric("max_drawdown", best.max_drawdown)} unit="currency" />
      <KeyFigure label="Mean ρ" value={formatFigure(best.mean_correlation, 3)} />
      <KeyFigure
        label="Effort"
        value={formatDuration(seconds)}
        note={`${formatCompact(luck.effort.scored)} scored on ${backend.toUpperCase()}`}
        explain={`Effort\nTime of the whole search, and portfolios scored by all algorithms and sizes; ${formatCompact(luck.effort.ruledOut)} more were ruled out by a bound`}
      />
    </div>
  );
}

/** How the best portfolio is weighted when it is opened, and which weights earned. */
function WeightsNote({ weights: { scheme, sentence } }: { weights: SearchWeights }) {
  const { title, about } = weightSchemeTable[scheme];
  return (
    <p className="objective-about">
      <span {...tip(`${title} weights\n${about}\nThe verdict is of equal weights`)}>{title} weights.</span>{" "}
      {sentence}
    </p>
  );
}

function Warnings({ result: { drawdownFloor, drawdownFloorBinds, capsule } }: { result: SearchResult }) {
  return (
    <>
      {drawdownFloorBinds && (
        <Callout intent="warning" compact>
          The drawdown of the best portfolio is below the floor of {formatFigure(drawdownFloor)} currency, so
          its ratio is held down: with so many strategies and few observations a drawdown near 0 is chance.
        </Callout>
      )}
      {!capsule.reproducible && (
        <Callout intent="warning" compact>
          The clock ended a run, so a replay may find another portfolio. A budget in evaluations is
          reproducible.
        </Callout>
      )}
    </>
  );
}

function saveCapsule({ capsule }: SearchResult, id: string): void {
  const text = JSON.stringify(capsule, null, 2);
  saveBlob(new Blob([text], { type: "application/json" }), `${id}.capsule.json`);
}

const runsCsv = ({ runs }: SearchResult): string =>
  csvText(
    ["size", "algorithm", "fitness", "evaluations", "seconds", "stopped"],
    runs.map((one) => [one.size, one.algorithm, one.fitness, one.evaluations, one.seconds, one.stopped]),
  );
