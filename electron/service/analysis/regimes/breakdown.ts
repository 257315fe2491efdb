import type { Observation } from "../../datasets/observation.ts";
import { type GroupStats, groupStats } from "./group-stats.ts";

/** Splits a P&L series by a text of its observations, in order of first appearance; null texts take no part. */
export function breakdown(
  pnl: Float64Array,
  observations: readonly Observation[],
  keyOf: (one: Observation) => string | null,
): (GroupStats & { readonly name: string })[] {
  const groups = new Map<string, number[]>();
  observations.forEach((one, t) => {
    const key = keyOf(one);
    if (key === null || key === "") return;
    const rows = groups.get(key);
    if (rows) rows.push(t);
    else groups.set(key, [t]);
  });
  return [...groups].map(([name, rows]) => ({
    name,
    ...groupStats(
      rows.map((t) => pnl[t] as number),
      rows.map((t) => observations[t]?.confidence ?? null),
    ),
  }));
}
