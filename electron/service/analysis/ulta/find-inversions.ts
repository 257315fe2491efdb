import type { InversionRule } from "../../../contract/inversion-rule.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import type { Inversion } from "./inversion.ts";
import { pairwiseColumnSums } from "./pairwise-column-sums.ts";

export interface FindInversionsOptions {
  readonly rule: InversionRule;
  /** The replaced system never examined the first strategy of a `Date,Day` file; true does the same. */
  readonly skipFirst?: boolean;
}

/** Strategies that ULTA turns, in column order. Missing cells count as 0. One streamed pass, O(N) memory. */
export function findInversions(
  matrix: PnlMatrix,
  names: readonly string[],
  options: FindInversionsOptions,
): Inversion[] {
  const { sum, min, max, negative } = columnFacts(matrix);
  const inversions: Inversion[] = [];
  for (let index = options.skipFirst ? 1 : 0; index < matrix.strategies; index += 1) {
    const roi = sum[index] as number;
    const negativeRows = negative[index] as number;
    if (!(roi < 0) || !majorityHolds(options.rule, negativeRows, matrix.observations)) continue;
    const originalWorst = min[index] as number;
    const invertedWorst = -(max[index] as number);
    inversions.push({
      index,
      name: names[index] ?? "",
      originalRoi: roi,
      invertedRoi: -roi,
      originalWorst,
      invertedWorst,
      originalRatio: ratio(roi, originalWorst),
      invertedRatio: ratio(-roi, invertedWorst),
      negativeRows,
    });
  }
  return inversions;
}

function majorityHolds(rule: InversionRule, negativeRows: number, rows: number): boolean {
  if (rule.kind !== "majority") return rule.kind === "sum";
  return negativeRows >= rule.minNegativeRows && negativeRows / rows >= rule.negativeShare;
}

function ratio(sum: number, worst: number): number {
  return worst === 0 ? Number.POSITIVE_INFINITY : sum / Math.abs(worst);
}

/** Sum, smallest, largest row and count of negative rows of every strategy, row by row as they lie in memory. */
function columnFacts(matrix: PnlMatrix) {
  const n = matrix.strategies;
  const sum = pairwiseColumnSums(matrix);
  const min = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const negative = new Uint32Array(n);
  for (const row of matrix.rows) {
    for (let i = 0; i < n; i += 1) {
      const cell = row[i] as number;
      const value = Number.isNaN(cell) ? 0 : cell;
      if (value < (min[i] as number)) min[i] = value;
      if (value > (max[i] as number)) max[i] = value;
      if (value < 0) (negative[i] as number) += 1;
    }
  }
  return { sum, min, max, negative };
}
