import { type LegacyMetric, legacyMetrics } from "../../legacy-metrics.ts";

/** The metric that a run's summary names; ratio where there is no summary. */
export function metricOfSummary(texts: ReadonlyMap<string, string>): LegacyMetric {
  const summary = [...texts].find(([file]) => file.startsWith("optimization_summary"))?.[1] ?? "";
  const named = /^- Metric: (.*?)\s*$/m.exec(summary)?.[1] ?? "ratio";
  return legacyMetrics.get(named) ?? "ratio";
}
