import type { PnlMatrix } from "../../pnl-matrix.ts";

/** Named columns: what an analysis works on after inversion, filters and zones. */
export interface StrategyTable {
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
}
