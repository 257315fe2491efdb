/** Cells that are NaN, in all columns or in these. */
export function countMissing(rows: readonly Float64Array[], columns?: Uint32Array): number {
  let count = 0;
  for (const row of rows) {
    if (columns) {
      for (const column of columns) if (Number.isNaN(row[column])) count += 1;
    } else {
      for (let i = 0; i < row.length; i += 1) if (Number.isNaN(row[i])) count += 1;
    }
  }
  return count;
}
