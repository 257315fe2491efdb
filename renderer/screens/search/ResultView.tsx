import { Button, Callout, EditableText } from "@blueprintjs/core";
import { Download, TimelineAreaChart } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { convergenceRace } from "../../../electron/charts/convergence-race.ts";
import { formatCompact } from "../../../electron/charts/parts/format.ts";
import { foundByTable } from "../../../electron/contract/algorithms.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { comparedMoney } from "../../../electron/contract/figures/money.ts";
import { type KeptSearch, searchTitle } from "../../../electron/contract/kept-search.ts";
import { objectiveTable } from "../../../electron/contract/objectives.ts";
import { weightSchemeTable } from "../../../electron/contract/portfolio.ts";
import {
  expectedOf,
  type FoundPortfolio,
  type SearchResult,
  type SearchWeights,
} from "../../../electron/contract/search-result.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import { AmountFigure } from "../../metrics/Amount.tsx";
import { WaysTable } from "../../portfolios/WaysTable.tsx";
import { ReportButton } from "../../reports/ReportDialog.tsx";
import { ResultFiles } from "../../reports/ResultFiles.tsx";
import { ExpectedAxis } from "../../searches/ExpectedAxis.tsx";
import { openFound } from "../../searches/open-found.ts";
import { searchShelf } from "../../searches/runs.ts";
import { QualityNote, RacePanel, VerdictAnswer, VerdictPanel } from "../../searches/VerdictPanel.tsx";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { onRows, withMinus } from "../../ui/text.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { bestOfAlgorithms, FoundTable, RunTable } from "./FoundTable.tsx";
import { FrontierPanels } from "./FrontierPanels.tsx";
import { splitCurve } from "./RaceView.tsx";
import { ResultPortfolio } from "./ResultPortfolio.tsx";

interface ResultViewProps {
  readonly result: SearchResult;
  readonly search: KeptSearch;
  readonly folder: string;
}

/** What a search came to: the best portfolio, the best of each size, every algorithm's climb, how lucky. */
export function ResultView({ result, search, folder }: ResultViewProps) {
  const { best, luck } = result;
  const [size, setSize] = useState(best.size);
  const valueTitle = result.objective === "believable" ? "Sharpe a row" : "Fitness";
  const runs = useMemo(() => result.runs.filter((one) => one.size === size), [result, size]);
  const open = (found: FoundPortfolio) =>
    openFound(found, {
      dataset: search.dataset,
      seed: result.capsule.request.seed ?? null,
      // The tests are about the best portfolio of the whole search.
      luck: found.size === best.size && !result.weights ? luck : null,
      weights: found.size === best.size ? result.weights?.weights : undefined,
      expected: found.size === best.size ? expectedOf(result) : null,
    });
  const sizes = result.portfolios.length;
  return (
    <div className="result">
      <VerdictAnswer luck={luck}>
        <Button
          intent="primary"
          icon={<TimelineAreaChart />}
          text="Open the best"
          onClick={() => open(best)}
        />
        <ReportButton
          subject={{ kind: "search", id: search.id }}
          view={{ dataset: search.dataset }}
          name={searchTitle(search)}
        />
      </VerdictAnswer>
      <NoteLine search={search} />
      <WhatToExpect result={result} />
      <Figures result={result} />
      <Warnings result={result} />
      <ResultPortfolio result={result} search={search} />
      <h2 className="result-heading">What would have been better?</h2>
      <RacePanel luck={luck} />
      {result.weights && <WeightsPanel weights={result.weights} />}
      {sizes > 1 && (
        <FoundTable
          portfolios={result.portfolios}
          best={best}
          shown={size}
          valueTitle={valueTitle}
          onShow={setSize}
          onOpen={open}
        />
      )}
      <FrontierPanels key={search.id} result={result} />
      <h2 className="result-heading">How it was found</h2>
      <div className="result-found">
        <RacePicture result={result} runs={runs} size={size} />
        <Panel title="Algorithms" note={`size ${size}`} flush>
          <RunTable runs={runs} valueTitle={valueTitle} />
        </Panel>
      </div>
      <HowFigures result={result} />
      <QualityNote result={result} />
      <VerdictPanel luck={luck} />
      <ResultFiles
        folder={folder}
        files={result.files}
        notWritten={result.notWritten}
        actions={<Button icon={<Download />} text="Capsule" onClick={() => saveCapsule(result, search.id)} />}
      />
    </div>
  );
}

interface RacePictureProps {
  readonly result: SearchResult;
  readonly runs: SearchResult["runs"];
  readonly size: number;
}

/** The climb of every algorithm at one size. */
function RacePicture({ result, runs, size }: RacePictureProps) {
  const theme = useChartTheme();
  const option = useMemo(() => {
    const algorithms = bestOfAlgorithms(runs).map((one) => ({
      name: one.algorithm.toUpperCase(),
      ...splitCurve(one.curve),
    }));
    return convergenceRace({ algorithms }, { theme });
  }, [runs, theme]);
  return (
    <ChartPanel
      title="Race"
      note={`size ${size}`}
      label={`Best value of every algorithm at size ${size}`}
      option={option}
      csv={() => runsCsv(result)}
    />
  );
}

/** What the user writes beside a search. */
function NoteLine({ search }: { search: KeptSearch }) {
  return (
    <div className="result-note">
      <EditableText
        key={search.id}
        multiline
        minLines={1}
        maxLines={4}
        placeholder="Write a note on this search"
        defaultValue={search.note}
        onConfirm={(note) => note !== search.note && searchShelf.edit(search.id, { note })}
      />
    </div>
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

/** Figures of what to expect of the best; of a pool the sentence that says why there are none. */
function WhatToExpect({ result }: { result: SearchResult }) {
  const expected = expectedOf(result);
  if (!expected) return <p className="expected-sentence">{result.expected.sentence}</p>;
  return <ExpectedAxis expected={expected} luck={result.luck} />;
}

/** The portfolio in four figures, and the rows that they stand on. */
function Figures({ result }: { result: SearchResult }) {
  const { best, expected, luck } = result;
  const rows = `${formatFigure(expected.rows)} rows`;
  const walked = luck.walkForward?.dates.length ?? 0;
  return (
    <div className="key-figures result-figures">
      <KeyFigure label="Strategies" value={formatFigure(best.size)} note="equal weights" />
      <AmountFigure
        label="Total P&L"
        amount={best.roi}
        note={onRows(expected.rows)}
        tone={best.roi > 0 ? "gain" : "loss"}
        explain={`Total P&L\nOf the mean of its members, on the ${rows} that it was chosen on`}
      />
      <AmountFigure
        label="Max drawdown"
        amount={best.max_drawdown}
        note={onRows(expected.rows)}
        explain={`Maximum drawdown\nOf the mean of its members, on the ${rows} that it was chosen on`}
      />
      {luck.walkForward && (
        <AmountFigure
          label="Out of sample"
          amount={luck.walkForward.roi}
          note={onRows(walked, expected.rows)}
          tone={luck.walkForward.roi > 0 ? "gain" : "loss"}
          explain={
            "P&L out of sample\nThe choice repeated on the past alone, five times, and held over the rows that follow"
          }
        />
      )}
      <KeyFigure
        label="Mean correlation"
        value={formatFigure(best.mean_correlation, 3)}
        note={onRows(expected.rows)}
        explain={"Mean correlation (ρ)\nOf the pairs of members; near 0 they move independently"}
      />
    </div>
  );
}

/** What it took. */
function HowFigures({ result }: { result: SearchResult }) {
  const { backend, luck, seconds, best, capsule } = result;
  const { scored, ruledOut, exist } = luck.effort;
  return (
    <div className="key-figures">
      <ObjectiveFigure {...result} />
      <KeyFigure label="Found by" value={foundByTable[best.algorithm].title} />
      <KeyFigure
        label="Portfolios scored"
        value={formatCompact(scored)}
        note={
          exist === null || exist >= 1e12
            ? `${formatCompact(ruledOut)} ruled out by a bound`
            : `${formatFigure(exist)} exist`
        }
        explain={
          "Portfolios scored\nBy all algorithms and sizes; one that several come to counts each time, so there may be more than exist"
        }
      />
      <KeyFigure label="Seed" value={seedText(capsule.request)} note={`on ${backend.toUpperCase()}`} />
      <KeyFigure label="Time" value={formatDuration(seconds)} />
    </div>
  );
}

function seedText({ seed, seeds = 1 }: SearchResult["capsule"]["request"]): string {
  if (seed === undefined) return "–";
  return seeds === 1 ? String(seed) : `${seed} to ${seed + seeds - 1}`;
}

function Warnings({ result }: { result: SearchResult }) {
  const { drawdownFloor, drawdownFloorBinds, capsule, best } = result;
  const compared = comparedMoney([best.max_drawdown, drawdownFloor], useMoney());
  return (
    <>
      {drawdownFloorBinds && (
        <Callout intent="warning" compact>
          The drawdown of the best portfolio ({compared(best.max_drawdown)}) is below the floor of{" "}
          {compared(drawdownFloor)}, so its ratio is held down: with so many strategies and few rows a
          drawdown near 0 is chance.
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

const runsCsv = ({ runs, capsule }: SearchResult): string =>
  csvText(
    ["size", "algorithm", "seed", "fitness", "evaluations", "seconds", "stopped"],
    runs.map((one) => [
      ...[one.size, one.algorithm, one.seed ?? capsule.request.seed ?? ""],
      ...[one.fitness, one.evaluations, one.seconds, one.stopped],
    ]),
  );

/** How the best portfolio is weighted when it is opened, and which weights earned. */
function WeightsPanel({ weights: made }: { weights: SearchWeights }) {
  const { title } = weightSchemeTable[made.scheme];
  return (
    <Panel title="Which weights earned" note="members as they are, weights from the rows before alone">
      <p className="objective-about">
        {title} weights were asked for; the verdict is of equal ones. {withMinus(made.sentence)}
      </p>
      <WaysTable made={made} current={made.scheme} />
    </Panel>
  );
}
