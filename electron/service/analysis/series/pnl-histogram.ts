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
