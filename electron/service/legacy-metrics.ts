import type { PlainMetric } from "../contract/objectives.ts";

/** A metric that the replaced system knew. */
export type LegacyMetric = PlainMetric;

/** By the name that its settings and result files use. */
export const legacyMetrics: ReadonlyMap<string, LegacyMetric> = new Map([
  ["ratio", "ratio"],
  ["roi", "roi"],
  ["less max dd", "less_max_dd"],
  ["win percentage", "win_percentage"],
  ["profit factor", "profit_factor"],
  ["expectancy", "expectancy"],
]);
