import type { ObjectiveMetric } from "../../../contract/objective-metric.ts";

/** The metric that a run's summary names; ratio where there is no summary. */
export function metricOfSummary(
  texts: ReadonlyMap<string, string>,
): Exclude<ObjectiveMetric, "enhanced" | "hybrid"> {
  const known = {
    ratio: "ratio",
    roi: "roi",
    "less max dd": "less_max_dd",
    "win percentage": "win_percentage",
    "profit factor": "profit_factor",
    expectancy: "expectancy",
  } as const;
  const summary = [...texts].find(([file]) => file.startsWith("optimization_summary"))?.[1] ?? "";
  const named = /^- Metric: (.*?)\s*$/m.exec(summary)?.[1] ?? "ratio";
  return known[named as keyof typeof known] ?? "ratio";
}
