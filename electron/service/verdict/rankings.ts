/** The plain rankings that every search has to beat out of sample. */
import { unitColumns } from "../analysis/correlation/columns.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { GroupCounts } from "../search/constraints/group-counts.ts";
import type { ResolvedConstraints } from "../search/constraints/resolve.ts";

/** Most that two members of the second ranking may correlate. */
export const rankingPairLimit = 0.5;

/** Mean / standard deviation (n - 1) of every column, a missing cell counting as 0; 0 for a constant one. */
export function columnSharpes({ rows, observations, strategies }: PnlMatrix): Float64Array {
  const first = new Float64Array(strategies);
  const second = new Float64Array(strategies);
  for (const row of rows) {
    for (let i = 0; i < strategies; i += 1) {
      const x = row[i] as number;
      if (!Number.isNaN(x)) first[i] = (first[i] as number) + x;
    }
  }
  for (const row of rows) {
    for (let i = 0; i < strategies; i += 1) {
      const x = row[i] as number;
      const distance = (Number.isNaN(x) ? 0 : x) - (first[i] as number) / observations;
      second[i] = (second[i] as number) + distance * distance;
    }
  }
  return first.map((sum, i) => {
    const [mean, deviation] = [sum / observations, Math.sqrt((second[i] as number) / (observations - 1))];
    // A spread of rounding size is no spread.
    return deviation > 1e-12 * Math.abs(mean) ? mean / deviation : 0;
  });
}

/** What a ranking keeps to. */
export type RankingLimits = Pick<ResolvedConstraints, "candidates" | "mustInclude"> &
  Partial<Pick<ResolvedConstraints, "groupings" | "maxPairCorrelation">> & {
    /** Rows that correlations are taken from where they are not the table's. */
    readonly correlationSource?: PnlMatrix | undefined;
  };

/**
 * The `size` columns of highest mean / standard deviation among the candidates, those that must be included first, and the mean
 * of that figure; a column that correlates more than the limit with one already taken, or that the groups have no room for, is
 * passed over. Fewer columns when the limits leave no more. Ascending.
 */
export function rankedColumns(
  matrix: PnlMatrix,
  size: number,
  limits: RankingLimits,
): { readonly columns: number[]; readonly mean: number } {
  const value = columnSharpes(matrix);
  const { maxPairCorrelation: pairLimit = 1, correlationSource: pairs = matrix } = limits;
  const candidates = limits.candidates ?? Uint32Array.from(value.keys());
  const taken = [...(limits.mustInclude ?? [])].slice(0, size);
  const groups = new GroupCounts(limits.groupings ?? [], size);
  for (const column of taken) groups.add(column);
  const order = candidates
    .filter((column) => !taken.includes(column))
    .sort((a, b) => (value[b] as number) - (value[a] as number) || a - b);
  const standardised = unitColumns(pairs, taken);
  for (const column of order) {
    if (taken.length >= size) break;
    if (!groups.accepts(column)) continue;
    if (pairLimit < 1) {
      const [own] = unitColumns(pairs, [column]) as [Float64Array];
      if (standardised.some((other) => dot(own, other) > pairLimit)) continue;
      standardised.push(own);
    }
    taken.push(column);
    groups.add(column);
  }
  const mean = taken.reduce((sum, column) => sum + (value[column] as number), 0) / taken.length;
  return { columns: taken.sort((a, b) => a - b), mean };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t += 1) sum += (a[t] as number) * (b[t] as number);
  return sum;
}
