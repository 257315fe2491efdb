import type { PnlMatrix } from "../../pnl-matrix.ts";
import type { InvertedTable } from "../ulta/apply.ts";

/** The matrix of these columns alone, copied. */
export function chooseCells(matrix: PnlMatrix, columns: Uint32Array): PnlMatrix {
  const rows = matrix.rows.map((row) => {
    const out = new Float64Array(columns.length);
    for (let k = 0; k < out.length; k += 1) out[k] = row[columns[k] as number] as number;
    return out;
  });
  return { observations: matrix.observations, strategies: columns.length, rows };
}

/** The table of these columns alone; their sources go with them. */
export function chooseColumns(table: InvertedTable, columns: Uint32Array): InvertedTable {
  return {
    matrix: chooseCells(table.matrix, columns),
    strategies: Array.from(columns, (column) => table.strategies[column] as string),
    source: columns.map((column) => table.source[column] as number),
  };
}
