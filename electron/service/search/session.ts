import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSession } from "../engine/session.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";

/** What a search needs of an engine session. */
export type SearchSession = Pick<
  EngineSession,
  "backend" | "observations" | "strategies" | "search" | "scorePortfolios" | "metrics"
>;

/** Opens a view's rows on the engine for a search, which scores small batches; the caller closes the session. */
export function openView(
  engine: Engine,
  view: Pick<AnalysisView, "matrix" | "correlationSource">,
): Promise<EngineSession> {
  const { matrix, correlationSource } = view;
  return engine.open(matrix, { work: "small-batches", ...(correlationSource ? { correlationSource } : {}) });
}

/** The part of a view between two observations; a correlation source is cut at the same ones. */
export function viewRows(view: AnalysisView, from: number, to: number): AnalysisView {
  const { correlationSource, ...rest } = view;
  const block = correlationSource ? correlationSource.observations / view.matrix.observations : 1;
  return {
    ...rest,
    observations: view.observations.slice(from, to),
    matrix: slice(view.matrix, from, to),
    ...(correlationSource ? { correlationSource: slice(correlationSource, from * block, to * block) } : {}),
  };
}

/** Rows `from` to `to` (exclusive) of a matrix, shared. */
function slice(matrix: PnlMatrix, from: number, to: number): PnlMatrix {
  return { observations: to - from, strategies: matrix.strategies, rows: matrix.rows.slice(from, to) };
}
