import type { Engine } from "../../engine/engine.ts";
import { type FigureDefinitions, legacyMetricConfig, nativeMetricConfig } from "./basis.ts";
import { seriesMetrics } from "./values.ts";

/** Figures of a best portfolio as the legacy report has them. Currency; win percentage is a fraction. */
export interface LegacyReportMetrics {
  readonly totalRoi: number;
  readonly maxDrawdown: number;
  readonly winPercentage: number;
  readonly profitFactor: number;
  readonly expectancy: number;
  readonly sharpeRatio: number;
  readonly sortinoRatio: number;
  readonly annualizedReturn: number;
}

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

/**
 * The legacy performance report of each P&L series (all of one length); its figures by other definitions, where these are
 * given.
 */
export async function legacyReportMetrics(
  engine: Engine,
  series: readonly Float64Array[],
  definitions?: FigureDefinitions,
): Promise<LegacyReportMetrics[]> {
  if (series.length === 0) return [];
  const config = definitions ? nativeMetricConfig(definitions) : legacyMetricConfig;
  const values = await seriesMetrics(engine, series, reported, config);
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
}
