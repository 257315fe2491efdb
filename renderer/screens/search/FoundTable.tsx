import { Button } from "@blueprintjs/core";
import type { ReactNode } from "react";
import { formatCompact } from "../../../electron/charts/parts/format.ts";
import { foundByTable } from "../../../electron/contract/algorithms.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { FoundPortfolio, SearchOutcome } from "../../../electron/contract/search-result.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { AlgorithmHead, useCurveColours } from "./RaceView.tsx";

interface FoundTableProps {
  readonly portfolios: readonly FoundPortfolio[];
  readonly best: FoundPortfolio;
  /** Size whose race is shown. */
  readonly shown: number;
  readonly onShow: (size: number) => void;
  readonly onOpen: (portfolio: FoundPortfolio) => void;
  /** What fitness is. */
  readonly valueTitle: string;
}

/** The best portfolio of each size. */
export function FoundTable(props: FoundTableProps) {
  const { portfolios, best, shown, valueTitle, onShow, onOpen } = props;
  const rows = portfolios.map((found) => ({
    key: `size ${found.size}`,
    found,
    leader: found.size === best.size,
    head: (
      <button
        type="button"
        className="link"
        aria-pressed={found.size === shown}
        onClick={() => onShow(found.size)}
      >
        {formatFigure(found.size)}
      </button>
    ),
  }));
  return (
    <Panel title="Best of each size" note="on the rows that they were chosen on" flush>
      <FoundRows headTitle="Size" valueTitle={valueTitle} rows={rows} onOpen={({ found }) => onOpen(found)} />
    </Panel>
  );
}

interface FoundRow {
  /** What the portfolio is the best of. */
  readonly head: ReactNode;
  readonly key: string;
  readonly found: FoundPortfolio;
  readonly leader?: boolean;
  /** Figures of the columns that are added. */
  readonly more?: readonly string[];
}

interface FoundRowsProps {
  readonly headTitle: string;
  readonly valueTitle?: string;
  readonly rows: readonly FoundRow[];
  readonly more?: readonly { readonly title: string; readonly explain: string }[];
  readonly onOpen: (row: FoundRow) => void;
}

/** Portfolios that a search found, a line each. */
export function FoundRows({ headTitle, valueTitle = "Fitness", rows, more = [], onOpen }: FoundRowsProps) {
  return (
    <table className="lane-table found-rows">
      <thead>
        <tr>
          <th scope="col">{headTitle}</th>
          <th scope="col">Algorithm</th>
          <NumberHead>{valueTitle}</NumberHead>
          <AmountHead>P&L</AmountHead>
          <AmountHead>Drawdown</AmountHead>
          <NumberHead>Mean ρ</NumberHead>
          {more.map(({ title, explain }) => (
            <NumberHead key={title} explain={`${title}\n${explain}`}>
              {title}
            </NumberHead>
          ))}
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.leader ? "lane-leader" : undefined}>
            <th scope="row">{row.head}</th>
            <td>{foundByTable[row.found.algorithm].title}</td>
            <td className="number">{formatFigure(row.found.fitness, 3)}</td>
            <td className="number">
              <Amount value={row.found.roi} />
            </td>
            <td className="number">
              <Amount value={row.found.max_drawdown} />
            </td>
            <td className="number">{formatFigure(row.found.mean_correlation, 3)}</td>
            {more.map(({ title }, at) => (
              <td key={title} className="number">
                {row.more?.[at]}
              </td>
            ))}
            <td className="number">
              <Button
                variant="minimal"
                size="small"
                text="Open"
                aria-label={`Open ${row.key}`}
                onClick={() => onOpen(row)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ends: Readonly<Record<SearchOutcome["stopped"], string>> = {
  budget: "budget spent",
  seconds: "time over",
  stagnation: "no better one",
  converged: "no better near",
  cancelled: "cancelled",
  paused: "paused",
};

/** What every algorithm came to at one size, by each seed where there are several, best first, in the colours of the race. */
export function RunTable({ runs, valueTitle }: { runs: readonly SearchOutcome[]; valueTitle: string }) {
  const colours = useCurveColours(bestOfAlgorithms(runs));
  const hasSeeds = runs.some(({ seed }) => seed !== undefined);
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          {hasSeeds && <NumberHead>Seed</NumberHead>}
          <NumberHead>{valueTitle}</NumberHead>
          <NumberHead>Evaluations</NumberHead>
          <NumberHead>Time</NumberHead>
          <th scope="col">Ended by</th>
        </tr>
      </thead>
      <tbody>
        {runs
          .toSorted((a, b) => b.fitness - a.fitness)
          .map((run) => (
            <tr key={`${run.algorithm} ${run.seed}`}>
              <AlgorithmHead algorithm={run.algorithm} colour={colours.get(run.algorithm)} />
              {hasSeeds && <td className="number">{run.seed ?? "–"}</td>}
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

/** Of every algorithm the run whose value is highest, in the order of the runs. */
export function bestOfAlgorithms(runs: readonly SearchOutcome[]): SearchOutcome[] {
  return [...Map.groupBy(runs, ({ algorithm }) => algorithm).values()].map((own) =>
    own.reduce((best, one) => (one.fitness > best.fitness ? one : best)),
  );
}
