import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineSession } from "../engine/session.ts";

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
