import type { ReactNode } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { FoundPortfolio, SearchOutcome } from "../../../electron/contract/search-result.ts";
import { Panel } from "../../ui/panels.tsx";
import { FoundRows } from "./FoundRows.tsx";
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
    <Panel title="Best of each size" actions={actions} flush>
      <FoundRows headTitle="Size" rows={rows} onOpen={({ found }) => onOpen(found)} />
      <h3 className="run-heading">Algorithms at size {formatFigure(shown)}</h3>
      <RunTable runs={runs} />
    </Panel>
  );
}
