import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";

/** Rows `from` to `to` (exclusive) of a matrix, shared. */
function slice(matrix: PnlMatrix, from: number, to: number): PnlMatrix {
  return { observations: to - from, strategies: matrix.strategies, rows: matrix.rows.slice(from, to) };
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

/** What would have been earned: the whole selection made again and again on the past, and judged on the rows that follow. */
/** Steps of the walk: the rows after the first half in so many parts. */
const steps = 5;

/** A step: chosen on rows 0 to `seen`, judged on rows `from` to `to` (exclusive). */
export interface WalkStep {
  readonly seen: number;
  readonly from: number;
  readonly to: number;
}

/** Expanding window, first half seen; `gap` rows between what is seen and what is judged. Empty when rows are too few. */
export function walkSteps(rows: number, gap: number): WalkStep[] {
  const first = Math.ceil(rows / 2);
  const left = rows - first;
  if (left < steps || first - gap < 3) return [];
  return Array.from({ length: steps }, (_, k) => {
    const from = first + Math.floor((k * left) / steps);
    return { seen: from - gap, from, to: first + Math.floor(((k + 1) * left) / steps) };
  });
}

/** The members chosen at every step, and the rows that follow each joined to one series (mean of the members). */
export async function walkForward(
  view: AnalysisView,
  walk: readonly WalkStep[],
  choose: (past: AnalysisView, step: number) => Promise<readonly number[]>,
): Promise<{ readonly members: readonly (readonly number[])[]; readonly pnl: Float64Array }> {
  const members = await Promise.all(walk.map(({ seen }, k) => choose(viewRows(view, 0, seen), k)));
  const parts = walk.map(({ from, to }, k) =>
    portfolioPnl(viewRows(view, from, to).matrix, members[k] as readonly number[]),
  );
  return { members, pnl: Float64Array.from(parts.flatMap((part) => Array.from(part))) };
}
