import type { MetricName } from "../../electron/contract/metrics.ts";
import { metricTable } from "./metric-table.ts";

/** Colour of a metric where the sign is the message. */
export function metricTone(name: MetricName, value: number): "gain" | "loss" | undefined {
  if (!metricTable[name].signed || Number.isNaN(value) || value === 0) return undefined;
  return value > 0 ? "gain" : "loss";
}
