import type { PnlMatrix } from "../../pnl-matrix.ts";

/** The rows of a matrix at these places, shared. */
export function rowsAt(matrix: PnlMatrix, places: readonly number[]): PnlMatrix {
  return { ...matrix, observations: places.length, rows: places.map((t) => matrix.rows[t] as Float64Array) };
}
