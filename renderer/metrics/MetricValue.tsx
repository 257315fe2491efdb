import type { MetricName } from "../../electron/contract/metrics.ts";
import { formatMetric } from "./format-metric.ts";
import { metricTone } from "./metric-tone.ts";

/** One metric; gains and losses are coloured where the sign is the message. */
export function MetricValue({ name, value }: { name: MetricName; value: number }) {
  return <span className={metricTone(name, value)}>{formatMetric(name, value)}</span>;
}
