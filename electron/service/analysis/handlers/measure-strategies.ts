import type { strategyMetrics } from "../../../contract/methods/strategy.ts";
import { provenanceOf } from "../../../contract/metric-basis.ts";
import { metricName } from "../../../contract/metrics.ts";
import type { Handler } from "../../handler.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** strategy.metrics */
export const measureStrategies: Handler<typeof strategyMetrics> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const metrics = request.metrics ?? metricName.options;
    const chosen = request.strategies && findMembers(view, request.strategies);
    const basis = metricBasis(request, context.settings, view, chosen);
    const values = await metricValues(session, metrics, nativeMetricConfig(basis), chosen, call);
    return {
      strategies: chosen ? Array.from(chosen, (i) => view.strategies[i] as string) : [...view.strategies],
      metrics: [...metrics],
      values: metrics.map((name) => values[name]),
      basis,
      provenance: metrics.map((name) => provenanceOf(name, basis)),
    };
  });
