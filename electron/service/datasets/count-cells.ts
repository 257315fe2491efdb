export interface CellCounts {
  readonly finite: number;
  readonly missing: number;
  /** Of the finite cells, by observation and then by strategy; null when it is beyond the range of a double. */
  readonly sum: number | null;
  readonly missingByRow: readonly number[];
}

/** Counts and adds up cells; a missing one is NaN. The order of the sum is fixed, so that it can be checked again. */
export function countCells(rows: readonly Float64Array[]): CellCounts {
  const missingByRow: number[] = [];
  let cells = 0;
  let missing = 0;
  let sum = 0;
  // Plain loops over local variables: a captured `sum` would be a heap object, and ten times slower.
  for (const row of rows) {
    let missingHere = 0;
    for (let index = 0; index < row.length; index++) {
      const value = row[index] as number;
      if (Number.isNaN(value)) missingHere++;
      else sum += value;
    }
    cells += row.length;
    missing += missingHere;
    missingByRow.push(missingHere);
  }
  return { finite: cells - missing, missing, sum: Number.isFinite(sum) ? sum : null, missingByRow };
}
