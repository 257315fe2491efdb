/** One fall of an equity curve. Numbers are rows; `peak` -1 = before the first, `recovery` -1 = not yet. */
export interface Drawdown {
  /** From the peak to the trough, in the curve's unit, above 0. */
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
  readonly recovery: number;
}

/**
 * The deepest falls of an equity curve, deepest first, at most `most`. Each goes from a running peak to the first row that is
 * back at it, so that none holds another; the first of them is that of drawdownCurve, whose peak may be an earlier row of
 * the same height. `peakFromZero` as there.
 */
export function deepestDrawdowns(equity: Float64Array, peakFromZero: boolean, most: number): Drawdown[] {
  const found: Drawdown[] = [];
  let high = peakFromZero ? 0 : Number.NEGATIVE_INFINITY;
  let peak = -1;
  let fall = { depth: 0, trough: -1 };
  const close = (recovery: number) => {
    if (fall.depth > 0) found.push({ ...fall, peak, recovery });
    fall = { depth: 0, trough: -1 };
  };
  equity.forEach((value, row) => {
    if (value >= high) {
      const isRecovery = fall.depth > 0;
      close(row);
      // The first row at a peak counts, as in drawdownCurve, but a fall that follows a recovery begins there.
      if (value > high || isRecovery) peak = row;
      high = value;
    } else if (high - value > fall.depth) fall = { depth: high - value, trough: row };
  });
  close(-1);
  return found.sort((a, b) => b.depth - a.depth || a.trough - b.trough).slice(0, most);
}
