import { madeInSteps, type PnlMatrix } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";
import type { InvertedTable } from "../ulta/apply.ts";

/**
 * Columns that have two different values, ascending; by comparison and not by variance. undefined when nothing is to be
 * left out: all vary, or none does (a table of one row).
 */
export function* varyingColumns({ rows, strategies }: PnlMatrix): Steps<Uint32Array | undefined> {
  const first = new Float64Array(strategies).fill(Number.NaN);
  const varies = new Uint8Array(strategies);
  for (const row of rows) {
    for (let i = 0; i < strategies; i += 1) {
      const value = row[i] as number;
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(first[i])) first[i] = value;
      else if (value !== first[i]) varies[i] = 1;
    }
    yield;
  }
  const count = varies.reduce((sum, one) => sum + one, 0);
  if (count === 0 || count === strategies) return undefined;
  const columns = new Uint32Array(count);
  let place = 0;
  for (let i = 0; i < strategies; i += 1) if (varies[i]) columns[place++] = i;
  return columns;
}

/** Whether any column has two different values. */
export function variesAtAll({ rows, strategies }: PnlMatrix): boolean {
  for (let i = 0; i < strategies; i += 1) {
    const present = rows.map((row) => row[i] as number).filter((value) => !Number.isNaN(value));
    if (present.some((value) => value !== present[0])) return true;
  }
  return false;
}

/** The table of these columns alone; their sources go with them. */
export function* chooseColumns(table: InvertedTable, columns: Uint32Array): Steps<InvertedTable> {
  return {
    matrix: yield* cellsIn(table.matrix, columns),
    strategies: Array.from(columns, (column) => table.strategies[column] as string),
    source: columns.map((column) => table.source[column] as number),
  };
}

/** The matrix of these columns alone, copied. */
export const chooseCells = (matrix: PnlMatrix, columns: Uint32Array): PnlMatrix =>
  atOnce(cellsIn(matrix, columns));

/** The same in pieces. */
export function cellsIn(matrix: PnlMatrix, columns: Uint32Array): Steps<PnlMatrix> {
  return madeInSteps(matrix, matrix.observations, columns.length, (t) => {
    const row = matrix.rows[t] as Float64Array;
    const out = new Float64Array(columns.length);
    for (let k = 0; k < out.length; k += 1) out[k] = row[columns[k] as number] as number;
    return out;
  });
}
