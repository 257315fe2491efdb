/** Ranks of a series from 1; equal values share their mean rank. A missing value stays missing. */
export function ranks(series: Float64Array): Float64Array {
  const present = Array.from(series.keys()).filter((t) => !Number.isNaN(series[t]));
  present.sort((a, b) => (series[a] as number) - (series[b] as number));
  const out = new Float64Array(series.length).fill(Number.NaN);
  for (let from = 0; from < present.length; ) {
    let to = from;
    const value = series[present[from] as number];
    while (to + 1 < present.length && series[present[to + 1] as number] === value) to += 1;
    for (let k = from; k <= to; k += 1) out[present[k] as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return out;
}
