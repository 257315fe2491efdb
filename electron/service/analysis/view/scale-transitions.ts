import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";

/**
 * Reduces exposure where the market may be between regimes: the P&L of each observation whose transition threshold is
 * over `above` is multiplied by `factor`. Other rows are shared, not copied.
 */
export function scaleTransitions(
  matrix: PnlMatrix,
  observations: readonly Observation[],
  { above, factor }: { readonly above: number; readonly factor: number },
): PnlMatrix {
  const rows = matrix.rows.map((row, t) =>
    (observations[t]?.transitionThreshold ?? 0) > above ? row.map((value) => value * factor) : row,
  );
  return { ...matrix, rows };
}
