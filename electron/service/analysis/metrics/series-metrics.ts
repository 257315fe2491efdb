import type { MetricName } from "../../../contract/metrics.ts";
import type { NativeMetricConfig } from "../../engine/addon.ts";
import type { Engine } from "../../engine/engine.ts";
import { matrixOfSeries } from "../series/matrix-of-series.ts";
import { metricValues } from "./metric-values.ts";

/** Metrics of P&L series (portfolios), by name; each array has one value per series. All series have one length. */
export async function seriesMetrics<Name extends MetricName>(
  engine: Engine,
  series: readonly Float64Array[],
  names: readonly Name[],
  config: NativeMetricConfig,
): Promise<Record<Name, Float64Array>> {
  const session = await engine.open(matrixOfSeries(series));
  try {
    return await metricValues(session, names, config);
  } finally {
    session.close();
  }
}
