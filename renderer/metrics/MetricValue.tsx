import { formatMetric } from "../../electron/contract/figures/money.ts";
import type { MetricName } from "../../electron/contract/metrics.ts";
import { metricTone } from "./metric-text.ts";

/** One metric; gains and losses are coloured where the sign is the message. */
export function MetricValue({ name, value }: { name: MetricName; value: number }) {
  return <span className={metricTone(name, value)}>{formatMetric(name, value)}</span>;
}
