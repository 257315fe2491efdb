import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";

/**
 * The zone or regime in which each strategy's mean P&L per observation is highest; null where no observation names one.
 * Missing cells are skipped; of equal means the label that comes first wins.
 */
export function earnedMost(
  matrix: PnlMatrix,
  observations: readonly Observation[],
  field: "zone" | "marketRegime",
): (string | null)[] {
  const labels = [...new Set(observations.flatMap((one) => one[field] ?? []))].sort();
  const best = new Float64Array(matrix.strategies).fill(Number.NEGATIVE_INFINITY);
  const answer: (string | null)[] = Array.from({ length: matrix.strategies }, () => null);
  for (const label of labels) {
    const rows = matrix.rows.filter((_, t) => observations[t]?.[field] === label);
    for (let i = 0; i < matrix.strategies; i += 1) {
      const cells = rows.map((row) => row[i] as number).filter((cell) => !Number.isNaN(cell));
      const mean = cells.reduce((a, b) => a + b, 0) / cells.length;
      if (!(mean > (best[i] as number))) continue;
      best[i] = mean;
      answer[i] = label;
    }
  }
  return answer;
}
