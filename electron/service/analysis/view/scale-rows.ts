import type { ViewRequest } from "../../../contract/view.ts";
import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";

/**
 * Scales exposure observation by observation: by the regime's confidence as a fraction, and by the transition factor
 * where the market may be between regimes. Rows with factor 1 are shared, not copied.
 */
export function scaleRows(
  matrix: PnlMatrix,
  observations: readonly Observation[],
  view: Pick<ViewRequest, "confidenceWeighted" | "transition">,
): PnlMatrix {
  if (!view.confidenceWeighted && !view.transition) return matrix;
  const rows = matrix.rows.map((row, t) => {
    const factor = factorOf(observations[t], view);
    return factor === 1 ? row : row.map((value) => value * factor);
  });
  return { ...matrix, rows };
}

function factorOf(
  one: Observation | undefined,
  { confidenceWeighted, transition }: Pick<ViewRequest, "confidenceWeighted" | "transition">,
): number {
  const confidence = confidenceWeighted ? (one?.confidence ?? 100) / 100 : 1;
  const isBetween = transition !== undefined && (one?.transitionThreshold ?? 0) > transition.above;
  return isBetween ? confidence * transition.factor : confidence;
}
