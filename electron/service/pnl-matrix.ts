/**
 * The table of the product: P&L in currency, T observations x N strategies, time-major. A missing cell is NaN.
 * `rows[t]` are N contiguous values; native code reads them in place.
 */
export interface PnlMatrix {
  readonly observations: number;
  readonly strategies: number;
  readonly rows: readonly Float64Array[];
}

/** Named columns: what an analysis works on after inversion, filters and zones. */
export interface StrategyTable {
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
}
