import type { PnlMatrix } from "../../pnl-matrix.ts";

/**
 * P&L of an equal-weight portfolio: the mean of its members per observation, currency. Members are added in the
 * order given (callers sort them ascending, as the engine does); a missing cell counts as 0.
 */
export function portfolioPnl(matrix: PnlMatrix, members: ArrayLike<number>): Float64Array {
  const out = new Float64Array(matrix.observations);
  for (let t = 0; t < out.length; t += 1) {
    const row = matrix.rows[t] as Float64Array;
    let sum = 0;
    for (let k = 0; k < members.length; k += 1) {
      const cell = row[members[k] as number] as number;
      if (!Number.isNaN(cell)) sum += cell;
    }
    out[t] = sum / members.length;
  }
  return out;
}
