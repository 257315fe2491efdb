import { portfolioPnl } from "../analysis/series/portfolio-pnl.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";

/** The P&L that a portfolio's figures and pictures are made of: its members added in ascending order, as the engine does. */
export function portfolioSeries(matrix: PnlMatrix, members: readonly number[]): Float64Array {
  return portfolioPnl(matrix, Uint32Array.from(members).sort());
}
