import type { Engine } from "../../engine/engine.ts";
import { matrixOfSeries } from "../series/matrix-of-series.ts";
import { legacyMetricConfig } from "./legacy-metric-config.ts";
import type { LegacyReportMetrics } from "./legacy-report.ts";
import { metricValues } from "./metric-values.ts";

const reported = [
  "roi",
  "max_drawdown",
  "win_rate",
  "profit_factor",
  "expectancy",
  "sharpe",
  "sortino",
  "annualized_return",
] as const;

/** The legacy performance report of each P&L series (all of one length). */
export async function legacyReportMetrics(
  engine: Engine,
  series: readonly Float64Array[],
): Promise<LegacyReportMetrics[]> {
  if (series.length === 0) return [];
  const session = await engine.open(matrixOfSeries(series));
  try {
    const values = await metricValues(session, reported, legacyMetricConfig);
    return series.map((_, i) => ({
      totalRoi: values.roi[i] as number,
      maxDrawdown: values.max_drawdown[i] as number,
      winPercentage: values.win_rate[i] as number,
      profitFactor: values.profit_factor[i] as number,
      expectancy: values.expectancy[i] as number,
      sharpeRatio: values.sharpe[i] as number,
      sortinoRatio: values.sortino[i] as number,
      annualizedReturn: values.annualized_return[i] as number,
    }));
  } finally {
    session.close();
  }
}
