import type { PnlMatrix } from "../../pnl-matrix.ts";

/** Copies of chosen columns as series of T values. */
export function columnsOf(matrix: PnlMatrix, members: ArrayLike<number>): Float64Array[] {
  return Array.from(members, (member) => Float64Array.from(matrix.rows, (row) => row[member] as number));
}
