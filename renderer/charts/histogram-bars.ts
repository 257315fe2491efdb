/** A histogram with equal bins from `from` to `to`. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  /** Count per bin. */
  readonly counts: ArrayLike<number>;
}

/** Bars [left, right, count, bin], ready for a custom series. */
export function histogramBars({ from, to, counts }: Histogram): [number, number, number, number][] {
  const width = (to - from) / counts.length;
  return Array.from(counts, (count, bin) => [from + bin * width, from + (bin + 1) * width, count, bin]);
}
