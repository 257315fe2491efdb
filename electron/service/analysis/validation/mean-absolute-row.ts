import type { AnalysisView } from "../view/analysis-view.ts";

/** Mean |x| of every column, currency: the scale on which its sums are rounded. */
export function meanAbsoluteRow({ matrix }: Pick<AnalysisView, "matrix">): Float64Array {
  const size = new Float64Array(matrix.strategies);
  for (const row of matrix.rows) {
    for (let i = 0; i < size.length; i += 1) (size[i] as number) += Math.abs(row[i] || 0);
  }
  return size.map((sum) => sum / matrix.observations);
}
