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
  const count = Math.max(1, Math.ceil(high / width) - first);
  const counts = new Float64Array(count);
  for (const value of pnl) {
    // The last bin is closed.
    const bin = Math.min(count - 1, Math.floor(value / width) - first);
    (counts[bin] as number) += 1;
  }
  return { from: first * width, to: (first + count) * width, counts };
}
