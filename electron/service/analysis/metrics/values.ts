import type { MetricName } from "../../../contract/metrics.ts";
import type { CallContext } from "../../context.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { EngineSession } from "../../engine/session.ts";
import { matrixOfSeries } from "../series/portfolio.ts";

/** Metrics of strategies by name; each array has one value per strategy asked for (default: all). */
export async function metricValues<Name extends MetricName>(
  session: EngineSession,
  names: readonly Name[],
  config: NativeMetricConfig,
  strategies?: Uint32Array,
  call?: CallContext,
): Promise<Record<Name, Float64Array>> {
  if (names.length === 0) return {} as Record<Name, Float64Array>;
  const ids = Uint32Array.from(names, (name) => nativeIds.metric[name]);
  const values = await session.metrics(ids, config, strategies, call);
  const count = strategies?.length ?? session.strategies;
  const parts = names.map((name, m) => [name, values.subarray(m * count, (m + 1) * count)]);
  return Object.fromEntries(parts) as Record<Name, Float64Array>;
}

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
