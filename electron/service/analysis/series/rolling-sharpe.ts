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
