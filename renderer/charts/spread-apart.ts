/**
 * Places for labels that want to stand at `wanted` (in any order), moved as little as needed to be `gap` apart and to stay between
 * `low` and `high`. When they do not fit, they share the room evenly. Same units in and out; the i-th result is for the i-th wish.
 */
export function spreadApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const step = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = new Array<number>(wanted.length).fill(low);
  let next = low;
  for (const at of order) {
    places[at] = Math.max(next, wanted[at] ?? low);
    next = (places[at] ?? low) + step;
  }
  let limit = high;
  for (const at of order.toReversed()) {
    places[at] = Math.min(limit, places[at] ?? high);
    limit = (places[at] ?? high) - step;
  }
  return places;
}
