import type { portfolioSeries } from "../../../contract/methods/portfolio.ts";
import { metricName } from "../../../contract/metrics.ts";
import type { Handler } from "../../handler.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { seriesMetrics } from "../metrics/values.ts";
import { drawdownCurve, equityCurve, pnlHistogram, rollingSharpe } from "../series/curves.ts";
import { weightedPnl } from "../series/portfolio.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** portfolio.series */
export const drawPortfolio: Handler<typeof portfolioSeries> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const members = findMembers(view, request.members);
    const basis = metricBasis(request, context.settings, view, members);
    const pnl = weightedPnl(view.matrix, members, request.weights);
    const equity = equityCurve(pnl);
    const { drawdown, ...deepest } = drawdownCurve(equity, basis.profile !== "legacy");
    const dates = view.observations.map((one) => one.date);
    const window = Math.min(pnl.length, request.window ?? Math.max(10, Math.round(pnl.length / 4)));
    const names = metricName.options;
    const values = await seriesMetrics(context.engine, [pnl], names, nativeMetricConfig(basis));
    return {
      dates,
      pnl,
      equity,
      drawdown,
      deepest,
      rolling: { window, dates: dates.slice(window - 1), sharpe: rollingSharpe(pnl, window, basis) },
      histogram: pnlHistogram(pnl, request.bins),
      metrics: Object.fromEntries(names.map((name) => [name, values[name][0] as number])) as Record<
        (typeof names)[number],
        number
      >,
      basis,
    };
  });
