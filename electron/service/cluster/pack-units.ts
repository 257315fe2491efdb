/** Units in at most `count` groups of about the same cost: the longest first, each to the group that has least. */
export function packUnits<One extends { readonly seconds: number }>(
  units: readonly One[],
  count: number,
): { expectedSeconds: number; units: One[] }[] {
  const shards = Array.from({ length: Math.max(1, Math.min(count, units.length)) }, () => ({
    expectedSeconds: 0,
    units: [] as One[],
  }));
  const longestFirst = [...units].sort((a, b) => b.seconds - a.seconds);
  for (const unit of longestFirst) {
    const least = shards.reduce((a, b) => (b.expectedSeconds < a.expectedSeconds ? b : a));
    least.expectedSeconds += unit.seconds;
    least.units.push(unit);
  }
  return shards;
}
