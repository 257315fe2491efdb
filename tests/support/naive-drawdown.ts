export interface DrawdownRule {
  readonly fromZero: boolean;
  /** Rows are returns: wealth from 1, drawdowns are fractions of the peak. */
  readonly compounds: boolean;
  /** For fractions of capital + peak; 0 = none. */
  readonly capital: number;
}

/** The drawdown path row by row. Missing rows (NaN) have no drawdown and move nothing; places count all rows. */
export function naiveDrawdown(cells: readonly number[], { fromZero, compounds, capital }: DrawdownRule) {
  let equity = compounds ? 1 : 0;
  let peak = compounds ? 1 : fromZero ? 0 : -Infinity;
  let peakRow = -1;
  const rows: { row: number; equity: number; peak: number; peakRow: number; depth: number }[] = [];
  cells.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    equity = compounds ? Math.max(0, equity * (1 + value)) : equity + value;
    if (equity >= peak) {
      peak = equity;
      peakRow = row;
    }
    const depth = compounds ? (peak - equity) / peak : peak - equity;
    rows.push({ row, equity, peak, peakRow, depth });
  });
  const n = rows.length;
  const depths = rows.map((one) => one.depth);
  const worst = Math.max(0, ...depths);
  const fractions = rows.map((one) => one.depth / (capital + one.peak));
  const rootMean = (values: readonly number[]) =>
    Math.sqrt(values.reduce((total, value) => total + value * value, 0) / n);
  const at = rows.findIndex((one) => one.depth === worst);
  const bottom = rows[at];
  const none = Number.NaN;
  const has = worst > 0 && bottom !== undefined;
  const back = has
    ? rows
        .slice(at + 1)
        .find((one) => one.equity >= bottom.peak - 1e-12 * (Math.abs(bottom.peak) + bottom.depth))
    : undefined;
  const last = rows.at(-1)?.row ?? none;
  return {
    end: equity,
    depths,
    worst,
    ulcer: rootMean(depths),
    worstFraction: capital > 0 ? Math.max(0, ...fractions) : none,
    ulcerFraction: capital > 0 ? rootMean(fractions) : none,
    start: has ? bottom.peakRow : none,
    bottom: has ? bottom.row : none,
    recovery: has ? (back?.row ?? -1) : none,
    duration: has ? (back?.row ?? last) - bottom.peakRow : 0,
  };
}
