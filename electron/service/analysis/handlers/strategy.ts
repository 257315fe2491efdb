import { strategyCurves, strategyMetrics } from "../../../contract/methods/strategy.ts";
import { provenanceOf } from "../../../contract/metric-basis.ts";
import { metricName } from "../../../contract/metrics.ts";
import { register } from "../../handler.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricsByPanels } from "../metrics/panels.ts";
import { metricValues } from "../metrics/values.ts";
import { pinVersion } from "../view/kept.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { panelsOf } from "../view/table-memory.ts";
import { withMembers } from "../view/with-members.ts";

/** strategy.metrics */
export const strategyMetricsHandler = register(strategyMetrics, async (asked, context, call) => {
  const request = await pinVersion(asked, context);
  const panels = request.strategies ? undefined : await panelsOf(request, context);
  if (panels) return metricsByPanels(request, panels, context, call);
  return withMembers(request, request.strategies, context, call, async ({ view, session }) => {
    const metrics = request.metrics ?? metricName.options;
    const chosen = request.strategies && findMembers(view, request.strategies);
    const basis = metricBasis(request, context.settings, view, chosen);
    const values = await metricValues(session, metrics, nativeMetricConfig(basis), chosen, call);
    return {
      strategies: namesOf(view, chosen),
      metrics: [...metrics],
      values: metrics.map((name) => values[name]),
      basis,
      provenance: metrics.map((name) => provenanceOf(name, basis)),
    };
  });
});

/** strategy.curves */
export const strategyCurvesHandler = register(strategyCurves, (request, context, call) =>
  withMembers(request, request.strategies, context, call, async ({ view }) => {
    const members = findMembers(view, request.strategies);
    const { observations } = view.matrix;
    const points = Math.min(request.points, observations);
    const equity = new Float32Array(members.length * points);
    members.forEach((member, i) => {
      let sum = 0;
      let point = 0;
      for (let t = 0; t < observations; t += 1) {
        sum += (view.matrix.rows[t] as Float64Array)[member] || 0;
        // Evenly spaced rows; the last point is always the last row.
        if ((t + 1) * points >= (point + 1) * observations) {
          equity[i * points + point] = sum;
          point += 1;
        }
      }
    });
    return { strategies: namesOf(view, members), points, equity };
  }),
);
