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

/**
 * Kendall's tau-b of two series: (concordant - discordant) / sqrt((n0 - ties in a)(n0 - ties in b)), 0 when either is
 * constant. Observations where either is missing are left out. O(T log T) by Knight's method (1966).
 */
export function kendallTau(a: Float64Array, b: Float64Array): number {
  const both = Array.from(a.keys()).filter((t) => !Number.isNaN(a[t]) && !Number.isNaN(b[t]));
  const at = (series: Float64Array, t: number) => series[t] as number;
  both.sort((s, t) => at(a, s) - at(a, t) || at(b, s) - at(b, t));
  const x = both.map((t) => at(a, t));
  const y = both.map((t) => at(b, t));
  const pairs = (both.length * (both.length - 1)) / 2;
  const tiesA = tiedPairs(x);
  const tiesBoth = tiedPairs(
    x.map((value, k) => (k > 0 && value === x[k - 1] && y[k] === y[k - 1] ? 1 : 0)),
    true,
  );
  const swaps = sortCounting(y);
  // sortCounting has left y ascending.
  const tiesB = tiedPairs(y);
  const denominator = Math.sqrt((pairs - tiesA) * (pairs - tiesB));
  return denominator > 0 ? (pairs - tiesA - tiesB + tiesBoth - 2 * swaps) / denominator : 0;
}

/** Pairs inside runs of equal values of a sorted list; with `marks`, runs are a 0 followed by ones. */
function tiedPairs(sorted: readonly number[], marks = false): number {
  let pairs = 0;
  let run = 1;
  for (let k = 1; k <= sorted.length; k += 1) {
    const goes = k < sorted.length && (marks ? sorted[k] === 1 : sorted[k] === sorted[k - 1]);
    if (goes) run += 1;
    else {
      pairs += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  return pairs;
}

/** Merge sort that counts how many pairs stood in the wrong order. */
function sortCounting(values: number[]): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const left = values.slice(0, middle);
  const right = values.slice(middle);
  let swaps = sortCounting(left) + sortCounting(right);
  let l = 0;
  let r = 0;
  for (let k = 0; k < values.length; k += 1) {
    const takeLeft = r === right.length || (l < left.length && (left[l] as number) <= (right[r] as number));
    if (!takeLeft) swaps += left.length - l;
    values[k] = (takeLeft ? left[l++] : right[r++]) as number;
  }
  return swaps;
}
