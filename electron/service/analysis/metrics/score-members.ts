import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { CallContext } from "../../call-context.ts";
import type { NativeObjective } from "../../engine/addon.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import { portfolioPnl } from "../series/portfolio-pnl.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { nativeMetricConfig } from "./native-metric-config.ts";
import { seriesMetrics } from "./series-metrics.ts";

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
