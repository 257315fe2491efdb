import {
  portfolioBreakdown,
  portfolioMembers,
  portfolioScore,
  portfolioSeries,
} from "../../../contract/methods/portfolio.ts";
import { metricName } from "../../../contract/metrics.ts";
import { register } from "../../handler.ts";
import { columnsOf } from "../correlation/columns.ts";
import { meanOfPairs } from "../correlation/members.ts";
import { breakdown } from "../groups/statistics.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { fitsFloor, metricObjective, resolveObjective, scoreMembers } from "../metrics/objective.ts";
import { metricValues, seriesMetrics } from "../metrics/values.ts";
import { drawdownCurve, equityCurve, pnlHistogram, rollingSharpe } from "../series/curves.ts";
import { contributions, weightedPnl } from "../series/portfolio.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { deviationOfWhole, withMembers } from "../view/with-members.ts";

/** portfolio.score */
export const portfolioScoreHandler = register(portfolioScore, (request, context, call) =>
  withMembers(request, request.members, context, call, async (opened) => {
    const { view, session } = opened;
    const members = findMembers(view, request.members);
    const basis = metricBasis(request, context.settings, view, members);
    const overZones = view.zones !== undefined;
    const deviation = fitsFloor(request, context.settings)
      ? await deviationOfWhole(request, opened, context, call)
      : 0;
    const fittedFloor = deviation / members.length;
    const objective = metricObjective({
      ...resolveObjective(request, context.settings, { overZones, fittedFloor }),
      overZones,
      peakFromZero: basis.profile !== "legacy",
      annualisation: basis.annualisation,
    });
    const score = await scoreMembers(context.engine, opened, members, objective, basis, call);
    const rho = await session.correlationMatrix(members, members);
    return { ...score, mean_complete_correlation: meanOfPairs(rho, members.length), basis };
  }),
);

/** portfolio.series */
export const portfolioSeriesHandler = register(portfolioSeries, (request, context, call) =>
  withMembers(request, request.members, context, call, async ({ view }) => {
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
  }),
);

/** portfolio.members */
export const portfolioMembersHandler = register(portfolioMembers, (request, context, call) =>
  withMembers(request, request.members, context, call, async ({ view, session }) => {
    const members = findMembers(view, request.members);
    const basis = metricBasis(request, context.settings, view, members);
    const n = members.length;
    const weights = Float64Array.from(request.weights ?? { length: n }, (weight) => weight ?? 1 / n);
    const values = await metricValues(session, request.metrics, nativeMetricConfig(basis), members, call);
    const rho = await session.correlationMatrix(members, members);
    const series = columnsOf(view.matrix, members);
    const share = contributions(series, weights);
    const pnl = new Float64Array(n * view.matrix.observations);
    series.forEach((one, i) => {
      pnl.set(one, i * one.length);
    });
    return {
      members: namesOf(view, members),
      index: members.map((i) => view.source[i] as number),
      weights,
      metrics: request.metrics,
      values: request.metrics.map((name) => values[name]),
      pnlShare: share.pnl,
      riskShare: share.risk,
      meanRho: Float64Array.from(members, (_, i) => meanWithOthers(rho, n, i)),
      rho,
      dates: view.observations.map((one) => one.date),
      pnl,
      basis,
    };
  }),
);

function meanWithOthers(rho: Float64Array, n: number, i: number): number {
  let sum = 0;
  for (let j = 0; j < n; j += 1) if (j !== i) sum += rho[i * n + j] as number;
  return n > 1 ? sum / (n - 1) : 0;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

/** portfolio.breakdown */
export const portfolioBreakdownHandler = register(portfolioBreakdown, (request, context, call) =>
  withMembers(request, request.members, context, call, async ({ view }) => {
    const pnl = weightedPnl(view.matrix, findMembers(view, request.members), request.weights);
    const of = (key: "marketRegime" | "zone" | "day") => breakdown(pnl, view.observations, (one) => one[key]);
    return { regimes: of("marketRegime").sort(byName), zones: of("zone").sort(byName), weekdays: of("day") };
  }),
);
