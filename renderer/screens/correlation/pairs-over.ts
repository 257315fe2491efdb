/** Pairs whose |rho| reaches the threshold, from a histogram of equal bins over -1..1; exact when it falls on an edge of a bin. */
export function pairsOver(histogram: Float64Array, threshold: number): number {
  const bins = histogram.length;
  let pairs = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = -1 + (2 * bin) / bins;
    const to = -1 + (2 * (bin + 1)) / bins;
    if (from >= threshold - 1e-9 || to <= -threshold + 1e-9) pairs += histogram[bin] ?? 0;
  }
  return pairs;
}
