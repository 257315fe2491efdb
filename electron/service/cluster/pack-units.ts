import type { ClusterPlan } from "./plan.ts";

interface Pack<One> {
  expectedSeconds: number;
  units: One[];
}

/**
 * Units in at most `count` groups of about the same cost: the longest first, each to the group that has least. Units of one
 * cost keep their order from group to group: whoever does the groups in theirs knows what the units before came to.
 */
export function packUnits<One extends { readonly seconds: number }>(
  units: readonly One[],
  count: number,
): Pack<One>[] {
  const shards: Pack<One>[] = Array.from({ length: Math.max(1, Math.min(count, units.length)) }, () => ({
    expectedSeconds: 0,
    units: [],
  }));
  const longestFirst = [...units].sort((a, b) => b.seconds - a.seconds);
  for (const unit of longestFirst) {
    const least = shards.reduce((a, b) => (b.expectedSeconds < a.expectedSeconds ? b : a));
    least.expectedSeconds += unit.seconds;
    least.units.push(unit);
  }
  return inTheirOrder(units, shards);
}

/** The same costs in the same groups, units of one cost in the order of `units`. */
function inTheirOrder<One extends { readonly seconds: number }>(
  units: readonly One[],
  shards: readonly Pack<One>[],
): Pack<One>[] {
  const ofCost = Map.groupBy(units, ({ seconds }) => seconds);
  const next = ({ seconds }: One) => ofCost.get(seconds)?.shift() as One;
  return shards.map(({ expectedSeconds, units: own }) => ({ expectedSeconds, units: own.map(next) }));
}

/** Seconds of one core that these shards of a plan should take. */
export const expectedSeconds = (
  { shards }: Pick<ClusterPlan, "shards">,
  indices: readonly number[],
): number => indices.reduce((sum, index) => sum + (shards[index]?.expectedSeconds ?? 0), 0);

/**
 * These shards of a plan in at most `count` groups of about the same cost, each in ascending order: what the first of a search
 * have found spares the later ones twins.
 */
export function sharesOf(
  plan: Pick<ClusterPlan, "shards">,
  indices: readonly number[],
  count: number,
): number[][] {
  const units = indices.map((index) => ({ index, seconds: expectedSeconds(plan, [index]) }));
  return packUnits(units, count).map((pack) => pack.units.map(({ index }) => index).sort((a, b) => a - b));
}
