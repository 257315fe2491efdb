import type { portfolioMembers } from "../../../contract/methods/portfolio.ts";
import type { Handler } from "../../handler.ts";
import { columnsOf } from "../correlation/columns.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import { contributions } from "../series/portfolio.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** portfolio.members */
export const describeMembers: Handler<typeof portfolioMembers> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
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
      members: Array.from(members, (i) => view.strategies[i] as string),
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
  });

function meanWithOthers(rho: Float64Array, n: number, i: number): number {
  let sum = 0;
  for (let j = 0; j < n; j += 1) if (j !== i) sum += rho[i * n + j] as number;
  return n > 1 ? sum / (n - 1) : 0;
}
