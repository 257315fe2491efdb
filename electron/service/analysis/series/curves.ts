/** Running sum of a P&L series: no compounding, no starting capital. Currency. A missing value adds nothing. */
export function equityCurve(pnl: Float64Array): Float64Array {
  const equity = new Float64Array(pnl.length);
  let sum = 0;
  for (let t = 0; t < pnl.length; t += 1) {
    const value = pnl[t] as number;
    if (!Number.isNaN(value)) sum += value;
    equity[t] = sum;
  }
  return equity;
}

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

/** Total of a P&L series and its deepest fall from a running peak, currency; peaks as in drawdownCurve. */
export function totalAndFall(
  pnl: ArrayLike<number>,
  peakFromZero: boolean,
): { readonly total: number; readonly fall: number } {
  let [total, peak, fall] = [0, peakFromZero ? 0 : Number.NEGATIVE_INFINITY, 0];
  for (let t = 0; t < pnl.length; t += 1) {
    total += pnl[t] as number;
    peak = Math.max(peak, total);
    fall = Math.max(fall, peak - total);
  }
  return { total, fall };
}

function recoveryOf(equity: Float64Array, peak: number, trough: number): number {
  if (trough < 0) return -1;
  const level = peak < 0 ? 0 : (equity[peak] as number);
  return equity.findIndex((value, t) => t > trough && value >= level);
}

/**
 * Sharpe ratio of every window: (mean - riskFree) / std * sqrt(annualisation), variance divided by n - ddof. NaN where
 * the window is constant. Entry k ends at observation k + window - 1.
 */
export function rollingSharpe(
  pnl: Float64Array,
  window: number,
  options: { readonly annualisation: number; readonly riskFree: number; readonly ddof: 0 | 1 },
): Float64Array {
  const out = new Float64Array(Math.max(0, pnl.length - window + 1));
  for (let k = 0; k < out.length; k += 1) {
    const part = pnl.subarray(k, k + window);
    const mean = part.reduce((a, b) => a + b, 0) / window;
    const squares = part.reduce((a, value) => a + (value - mean) ** 2, 0);
    const isConstant = part.every((value) => value === part[0]);
    const std = Math.sqrt(squares / (window - options.ddof));
    out[k] = isConstant ? Number.NaN : ((mean - options.riskFree) / std) * Math.sqrt(options.annualisation);
  }
  return out;
}

export interface PnlHistogram {
  readonly from: number;
  readonly to: number;
  readonly counts: Float64Array;
}

/** Steps that people read easily. */
const steps = [1, 2, 2.5, 5, 10];

/** Histogram in about `bins` equal bins whose edges are round numbers and include 0, so that gain and loss part there. */
export function pnlHistogram(pnl: Float64Array, bins: number): PnlHistogram {
  const low = Math.min(0, ...pnl);
  const high = Math.max(0, ...pnl);
  if (high === low) return { from: -1, to: 1, counts: Float64Array.of(0, pnl.length) };
  const rough = (high - low) / bins;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const width = (steps.find((step) => step * scale >= rough) ?? 10) * scale;
  const first = Math.floor(low / width);
  // Bins hold their lower edge, so a largest value on an edge needs one more bin, and 0 counts on the gain side.
  const count = Math.floor(high / width) + 1 - first;
  const counts = new Float64Array(count);
  for (const value of pnl) {
    (counts[Math.floor(value / width) - first] as number) += 1;
  }
  return { from: first * width, to: (first + count) * width, counts };
}
