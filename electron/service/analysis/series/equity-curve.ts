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
