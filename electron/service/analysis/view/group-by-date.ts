import type { Observation } from "../../datasets/observation.ts";

/** Row indices by date, dates ascending, rows of a date in their order. */
export function groupByDate(observations: readonly Observation[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  observations.forEach((one, t) => {
    const rows = groups.get(one.date);
    if (rows) rows.push(t);
    else groups.set(one.date, [t]);
  });
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}
