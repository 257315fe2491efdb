import { Problem } from "../../../contract/problem.ts";
import type { StrategyGrouping } from "../../../contract/search.ts";
import type { NativeGrouping } from "../../engine/addon.ts";

const noGroup = 0xffffffff;

/** A grouping for portfolios of one size. `labels` is the group of each strategy, null = none. */
export function nativeGrouping(
  labels: readonly (string | null)[],
  grouping: StrategyGrouping,
  size: number,
): NativeGrouping {
  const names = [...new Set(labels)].filter((label) => label !== null).sort();
  const named = [...Object.keys(grouping.groups), ...Object.keys(grouping.balance?.shares ?? {})];
  const unknown = named.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem("bad-request", `No strategy belongs to the group ${unknown}.`, {
      remedy: `The groups by ${grouping.by} are ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", ..." : ""}.`,
    });
  }
  const places = new Map(names.map((name, g) => [name, g]));
  const bounds = names.map((name) => ({ ...grouping.each, ...grouping.groups[name] }));
  const most = (bound: { max?: number | undefined; maxShare?: number | undefined }) =>
    Math.min(size, bound.max ?? size, Math.floor((bound.maxShare ?? 1) * size + 1e-9));
  const { balance } = grouping;
  return {
    groupOf: Uint32Array.from(labels, (label) => (label === null ? noGroup : (places.get(label) ?? noGroup))),
    minimum: Uint32Array.from(bounds, (bound) => bound.min ?? 0),
    maximum: Uint32Array.from(bounds, most),
    ...(balance
      ? {
          desired: Float64Array.from(names, (name) => (balance.shares[name] ?? 0) * size),
          balanceWeight: balance.weight,
        }
      : {}),
  };
}
