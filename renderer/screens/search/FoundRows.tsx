import { Button } from "@blueprintjs/core";
import type { ReactNode } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { algorithmTable } from "../../../electron/contract/algorithms.ts";
import type { FoundPortfolio } from "../../../electron/contract/search-result.ts";
import { formatMetric } from "../../metrics/metric-text.ts";
import { NumberHead } from "../../ui/tables.tsx";

export interface FoundRow {
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
  readonly rows: readonly FoundRow[];
  readonly more?: readonly { readonly title: string; readonly explain: string }[];
  readonly onOpen: (row: FoundRow) => void;
}

/** Portfolios that a search found, a line each. */
export function FoundRows({ headTitle, rows, more = [], onOpen }: FoundRowsProps) {
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">{headTitle}</th>
          <th scope="col">Algorithm</th>
          <NumberHead>Fitness</NumberHead>
          <NumberHead unit="currency">P&L</NumberHead>
          <NumberHead unit="currency">Max DD</NumberHead>
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
            <td>{algorithmTable[row.found.algorithm].title}</td>
            <td className="number">{formatFigure(row.found.fitness, 3)}</td>
            <td className="number">{formatMetric("roi", row.found.roi)}</td>
            <td className="number">{formatMetric("max_drawdown", row.found.max_drawdown)}</td>
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
