import { Button } from "@blueprintjs/core";
import type { ReactNode } from "react";
import type { FoundPortfolio } from "../../../electron/contract/found-portfolio.ts";
import type { SearchOutcome } from "../../../electron/contract/search-outcome.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { formatMetric } from "../../metrics/format-metric.ts";
import { algorithmNames } from "../../searches/algorithm-names.ts";
import { Panel } from "../../ui/Panel.tsx";
import { RunTable } from "./RunTable.tsx";

interface FoundTableProps {
  readonly portfolios: readonly FoundPortfolio[];
  readonly best: FoundPortfolio;
  /** Size whose race is shown. */
  readonly shown: number;
  readonly onShow: (size: number) => void;
  readonly onOpen: (portfolio: FoundPortfolio) => void;
  /** What each algorithm came to at that size. */
  readonly runs: readonly SearchOutcome[];
  readonly actions: ReactNode;
}

/** The best portfolio of each size. */
export function FoundTable({ portfolios, best, shown, runs, onShow, onOpen, actions }: FoundTableProps) {
  return (
    <Panel title="Best of each size" actions={actions} flush>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Size</th>
            <th scope="col">Algorithm</th>
            <th scope="col" className="number">
              Fitness
            </th>
            <th scope="col" className="number">
              P&L <span className="unit">currency</span>
            </th>
            <th scope="col" className="number">
              Max DD <span className="unit">currency</span>
            </th>
            <th scope="col" className="number">
              Mean ρ
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {portfolios.map((one) => (
            <tr key={one.size} className={one.size === best.size ? "lane-leader" : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  aria-pressed={one.size === shown}
                  onClick={() => onShow(one.size)}
                >
                  {formatFigure(one.size)}
                </button>
              </th>
              <td>{algorithmNames[one.algorithm].title}</td>
              <td className="number">{formatFigure(one.fitness, 3)}</td>
              <td className="number">{formatMetric("roi", one.roi)}</td>
              <td className="number">{formatMetric("max_drawdown", one.max_drawdown)}</td>
              <td className="number">{formatFigure(one.mean_correlation, 3)}</td>
              <td className="number">
                <Button variant="minimal" size="small" text="Open" onClick={() => onOpen(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="run-heading">Algorithms at size {formatFigure(shown)}</h3>
      <RunTable runs={runs} />
    </Panel>
  );
}
