/** Metrics of a table part by part: a panel of strategies at a time, and the panels joined to the figures of the whole. */
import { z } from "zod";
import { arrays } from "../../../contract/arrays.ts";
import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import type { strategyMetrics } from "../../../contract/methods/strategy.ts";
import {
  type MetricBasis,
  metricBasis as metricBasisSchema,
  provenanceOf,
} from "../../../contract/metric-basis.ts";
import { metricName } from "../../../contract/metrics.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { byPanels, PanelJoin, strategiesOfPanel } from "../view/by-panels.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import type { Panel } from "../view/table-memory.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { withPanel } from "../view/with-view.ts";
import { metricBasis, nativeMetricConfig } from "./basis.ts";
import { metricValues } from "./values.ts";

type Metrics = ResultOf<typeof strategyMetrics>;

/** Figures of a panel's strategies. */
export const metricsPanel = z.object({
  backend: z.string(),
  strategies: z.array(z.string()),
  /** So many of the strategies, the last ones, ULTA turned. */
  turned: z.number().int(),
  /** See PanelStrategies. */
  isConstant: z.boolean(),
  values: z.array(arrays.float64),
  /** Missing cells are those of the panel. */
  basis: metricBasisSchema,
});
export type MetricsPanel = z.infer<typeof metricsPanel>;

/** The metrics of the strategies of a panel. */
export function metricsOfPanel(
  request: RequestOf<typeof strategyMetrics>,
  panel: Panel,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call: CallContext,
): Promise<MetricsPanel> {
  return withPanel(request, panel, context, call, (opened) => metricsOf(request, opened, context, call));
}

async function metricsOf(
  request: RequestOf<typeof strategyMetrics>,
  { view, session }: OpenedView,
  { settings }: Pick<ServiceContext, "settings">,
  call: CallContext,
  known?: MetricBasis,
): Promise<MetricsPanel> {
  const metrics = request.metrics ?? metricName.options;
  const basis = known ? { ...known, ...cellQualityOf(view) } : metricBasis(request, settings, view);
  const values = await metricValues(session, metrics, nativeMetricConfig(basis), undefined, call);
  return {
    backend: session.backend,
    ...strategiesOfPanel(view, request),
    values: metrics.map((name) => values[name]),
    basis,
  };
}

/** The metrics of a table that does not fit in memory: panel by panel. */
export async function metricsByPanels(
  request: RequestOf<typeof strategyMetrics>,
  panels: readonly Panel[],
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call: CallContext,
): Promise<Metrics> {
  // It rests on the rows, which all panels have in common, but for the cells that are missing.
  let basis: MetricBasis | undefined;
  const work = async (opened: OpenedView, _: Panel, quiet: CallContext) => {
    const panel = await metricsOf(request, opened, context, quiet, basis);
    basis = panel.basis;
    return panel;
  };
  const found = await byPanels(request, panels, "Computing metrics", context, call, work);
  return joinPanels(request, found);
}

/** The figures of all panels, which are in the order of the strategies; at least one. Those that ULTA turned go to the end. */
export function joinPanels(
  request: Pick<RequestOf<typeof strategyMetrics>, "metrics">,
  panels: readonly MetricsPanel[],
): Metrics {
  const [first] = panels;
  if (!first) throw new Error("there is no panel to join");
  const metrics = [...(request.metrics ?? metricName.options)];
  const missingCells = panels.reduce((sum, panel) => sum + panel.basis.missingCells, 0);
  const basis = { ...first.basis, missingCells };
  const join = new PanelJoin(panels);
  return {
    strategies: join.strategies,
    metrics,
    values: metrics.map((_, m) => join.column((panel) => panel.values[m])),
    basis,
    provenance: metrics.map((name) => provenanceOf(name, basis)),
  };
}
