import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { PlainMetric } from "../../../contract/search.ts";
import type { CallContext } from "../../context.ts";
import type { NativeObjective } from "../../engine/addon/figures.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { nativeMetricConfig } from "./basis.ts";
import { seriesMetrics } from "./values.ts";

export interface MetricObjectiveOptions {
  readonly metric: PlainMetric;
  /** Currency. */
  readonly drawdownThreshold: number;
  readonly drawdownFloor: number;
  readonly penaltyWeight?: number | undefined;
  /** Over weighted zones: no penalty for ratio, else 0.5 * max(0, c). */
  readonly overZones: boolean;
  /** Textbook drawdown: a loss on the first rows counts. */
  readonly peakFromZero: boolean;
  readonly annualisation: number;
}

/** The replaced system's fitness, for whole observations or over weighted zones (its weights 10 and 0.5). */
export function metricObjective(options: MetricObjectiveOptions): NativeObjective {
  const { metric, overZones } = options;
  const penalty = !overZones ? "signed" : metric === "ratio" ? "none" : "positive";
  return {
    metric: nativeIds.objective[metric],
    penalty: nativeIds.penalty[penalty],
    peakFromZero: options.peakFromZero,
    penaltyWeight: options.penaltyWeight ?? (overZones ? 0.5 : 10),
    drawdownThreshold: options.drawdownThreshold,
    drawdownFloor: options.drawdownFloor,
    annualisation: options.annualisation,
    hybridShare: 0,
    weights: new Float64Array(6),
  };
}

const reported = [
  "ratio",
  "win_rate",
  "profit_factor",
  "expectancy",
  "annualized_return",
  "sharpe",
  "sortino",
] as const;

/** Fitness with its parts, and the report figures of the equal-weight portfolio, under one basis. */
export async function scoreMembers(
  engine: Engine,
  { view, session }: OpenedView,
  members: Uint32Array,
  objective: NativeObjective,
  basis: MetricBasis,
  call: CallContext,
) {
  const ascending = members.slice().sort();
  const { components } = await session.scorePortfolios(ascending, ascending.length, objective, call);
  const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;
  const series = [portfolioPnl(view.matrix, ascending)];
  const report = await seriesMetrics(engine, series, reported, nativeMetricConfig(basis));
  return {
    fitness: part("fitness"),
    base: part("base"),
    mean_correlation: part("mean_correlation"),
    roi: part("roi"),
    max_drawdown: part("max_drawdown"),
    ratio: report.ratio[0] as number,
    win_percentage: report.win_rate[0] as number,
    profit_factor: report.profit_factor[0] as number,
    expectancy: report.expectancy[0] as number,
    annualized_return: report.annualized_return[0] as number,
    sharpe: report.sharpe[0] as number,
    sortino: report.sortino[0] as number,
    size: ascending.length,
    profile: basis.profile,
  };
}
