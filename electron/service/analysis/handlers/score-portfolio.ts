import type { portfolioScore } from "../../../contract/methods/portfolio-score.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { Handler } from "../../handler.ts";
import { legacyObjective } from "../metrics/legacy-objective.ts";
import { metricBasis } from "../metrics/metric-basis.ts";
import { nativeMetricConfig } from "../metrics/native-metric-config.ts";
import { seriesMetrics } from "../metrics/series-metrics.ts";
import { portfolioPnl } from "../series/portfolio-pnl.ts";
import { findMembers } from "../view/find-members.ts";
import { withView } from "../view/with-view.ts";

const reported = [
  "ratio",
  "win_rate",
  "profit_factor",
  "expectancy",
  "annualized_return",
  "sharpe",
  "sortino",
] as const;

/** portfolio.score */
export const scorePortfolio: Handler<typeof portfolioScore> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const basis = metricBasis({ ...request, profile: request.profile ?? "legacy" }, context.settings, view);
    const members = findMembers(view, request.members).sort();
    const objective = legacyObjective({
      ...request,
      overZones: view.zones !== undefined,
      peakFromZero: basis.profile !== "legacy",
      annualisation: basis.annualisation,
    });
    const { components } = await session.scorePortfolios(members, members.length, objective, call);
    const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;

    const series = [portfolioPnl(view.matrix, members)];
    const report = await seriesMetrics(context.engine, series, reported, nativeMetricConfig(basis));
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
      size: members.length,
      profile: basis.profile,
    };
  });
