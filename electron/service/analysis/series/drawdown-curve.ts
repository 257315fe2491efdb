/** A drawdown with its place. Indices are observations; `peak` -1 = the start, before the first observation. */
export interface DrawdownCurve {
  /** Distance below the running peak, currency, not negative. */
  readonly drawdown: Float64Array;
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
  /** First observation back at the peak, -1 = not recovered. */
  readonly recovery: number;
}

/**
 * Drawdown of an equity curve. With `peakFromZero` a loss on the first rows counts (textbook); without it the peak
 * starts at the first equity value, as in the replaced system.
 */
export function drawdownCurve(equity: Float64Array, peakFromZero: boolean): DrawdownCurve {
  const drawdown = new Float64Array(equity.length);
  let high = peakFromZero ? 0 : Number.NEGATIVE_INFINITY;
  let highAt = -1;
  let worst = { depth: 0, peak: -1, trough: -1 };
  for (let t = 0; t < equity.length; t += 1) {
    const value = equity[t] as number;
    if (value > high) {
      high = value;
      highAt = t;
    }
    const depth = high - value;
    drawdown[t] = depth;
    if (depth > worst.depth) worst = { depth, peak: highAt, trough: t };
  }
  return { drawdown, ...worst, recovery: recoveryOf(equity, worst.peak, worst.trough) };
}

function recoveryOf(equity: Float64Array, peak: number, trough: number): number {
  if (trough < 0) return -1;
  const level = peak < 0 ? 0 : (equity[peak] as number);
  return equity.findIndex((value, t) => t > trough && value >= level);
}
