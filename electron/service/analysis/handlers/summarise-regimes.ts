import { regimeMetric, type regimeSummary } from "../../../contract/methods/regime.ts";
import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Handler } from "../../handler.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { columnsOf } from "../correlation/columns.ts";
import { meanOfPairs } from "../correlation/members.ts";
import { effectiveSize } from "../correlation/weights.ts";
import { groupStats } from "../groups/statistics.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { seriesMetrics } from "../metrics/values.ts";
import { rowsAt } from "../regimes/rows-at.ts";
import { thresholdWarnings } from "../regimes/threshold-warnings.ts";
import { matrixOfSeries, weightedPnl } from "../series/portfolio.ts";
import { membersOrAll } from "../view/members.ts";
import { keepsObservation } from "../view/rows.ts";
import { withView } from "../view/with-view.ts";

/** Asked for by nobody: the value that the replaced system compared with. */
const usualTransition = 0.5;

/** regime.summary */
export const summariseRegimes: Handler<typeof regimeSummary> = (request, context, call) => {
  const whole = {
    ...request,
    regimes: undefined,
    minConfidence: undefined,
    confidenceWeighted: false,
    transition: undefined,
    rows: { kind: "observations" as const },
  };
  return withView(whole, context, call, async ({ view }) => {
    const { observations } = view;
    const members = membersOrAll(view, request.members);
    const pnl = weightedPnl(view.matrix, members, request.weights);
    const isKept = observations.map((one) => keepsObservation(request, one));
    const kept = observations.filter((_, t) => isKept[t]);
    const above = request.transition?.above ?? usualTransition;
    const histogram = new Float64Array(100);
    for (const { confidence } of observations) {
      if (confidence !== null) (histogram[Math.min(99, Math.floor(confidence))] as number) += 1;
    }
    const names = [...new Set(observations.map((one) => one.marketRegime))].filter((name) => name !== null);
    const basis = metricBasis(request, context.settings, view, members);
    const regimes = [];
    for (const name of names.sort()) {
      const { places, ...figures } = regimeFigures(name, observations, isKept, pnl);
      regimes.push({
        ...figures,
        metrics: await metricsAt(context.engine, pnl, places, basis),
        meanRho: request.members
          ? await meanRhoAt(context.engine, rowsAt(view.matrix, places), members)
          : Number.NaN,
      });
    }
    return {
      observations: observations.length,
      kept: kept.length,
      effective: effectiveSize(kept.map((one) => one.confidence ?? 0)) || kept.length,
      inTransition: observations.filter((one) => (one.transitionThreshold ?? 0) > above).length,
      confidenceHistogram: histogram,
      withoutConfidence: observations.filter((one) => one.confidence === null).length,
      regimes,
      basis,
      warnings: thresholdWarnings(request.minConfidence, observations, kept.length),
    };
  });
};

function regimeFigures(
  name: string,
  observations: readonly Observation[],
  isKept: readonly boolean[],
  pnl: Float64Array,
) {
  const rows = observations.flatMap((one, t) => (one.marketRegime === name ? [t] : []));
  const kept = rows.filter((t) => isKept[t]);
  const confidences = rows.flatMap((t) => observations[t]?.confidence ?? []);
  const stats = groupStats(
    kept.map((t) => pnl[t] as number),
    kept.map((t) => observations[t]?.confidence ?? null),
  );
  return {
    ...stats,
    name,
    observations: rows.length,
    kept: kept.length,
    places: kept,
    meanConfidence: confidences.reduce((a, b) => a + b, 0) / confidences.length,
  };
}

type RegimeMetrics = Record<(typeof regimeMetric)["options"][number], number>;

async function metricsAt(
  engine: Engine,
  pnl: Float64Array,
  places: readonly number[],
  basis: MetricBasis,
): Promise<RegimeMetrics> {
  const names = regimeMetric.options;
  const series = Float64Array.from(places, (t) => pnl[t] as number);
  const values =
    places.length > 0 ? await seriesMetrics(engine, [series], names, nativeMetricConfig(basis)) : undefined;
  return Object.fromEntries(names.map((name) => [name, values?.[name][0] ?? Number.NaN])) as RegimeMetrics;
}

/** Two observations have a correlation of 1 or -1 whatever they are. */
const fewestForCorrelation = 3;

async function meanRhoAt(engine: Engine, matrix: PnlMatrix, members: Uint32Array): Promise<number> {
  if (matrix.observations < fewestForCorrelation || members.length < 2) return Number.NaN;
  const session = await engine.open(matrixOfSeries(columnsOf(matrix, members)));
  try {
    const all = Uint32Array.from(members.keys());
    return meanOfPairs(await session.correlationMatrix(all, all), all.length);
  } finally {
    session.close();
  }
}
