import { Problem } from "../../../contract/problem.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { portfolioPnl } from "./portfolio-pnl.ts";

/** P&L of a portfolio with a weight per member; without weights the equal-weight mean. A missing cell counts as 0. */
export function weightedPnl(
  matrix: PnlMatrix,
  members: Uint32Array,
  weights?: readonly number[],
): Float64Array {
  if (!weights) return portfolioPnl(matrix, members.slice().sort());
  if (weights.length !== members.length) {
    throw new Problem("bad-request", `${members.length} members have ${weights.length} weights.`);
  }
  return Float64Array.from(matrix.rows, (row) => {
    let sum = 0;
    for (let k = 0; k < members.length; k += 1) {
      const cell = row[members[k] as number] as number;
      if (!Number.isNaN(cell)) sum += cell * (weights[k] as number);
    }
    return sum;
  });
}
