import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import { regimeMetric, type regimeSummary } from "../../../contract/methods/regime.ts";
import type { MetricBasis } from "../../../contract/metric-basis.ts";
import { asWords } from "../../../contract/text.ts";
import type { ServiceContext } from "../../context.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { Engine } from "../../engine/engine.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { columnsOf } from "../correlation/columns.ts";
import { meanOfPairs, seriesCorrelation } from "../correlation/members.ts";
import { effectiveSize } from "../correlation/weights.ts";
import { groupStats } from "../groups/statistics.ts";
import { isShortRecord, metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { seriesMetrics } from "../metrics/values.ts";
import { weightedPnl } from "../series/portfolio.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { membersOrAll } from "../view/members.ts";
import { keepsObservation } from "../view/rows.ts";

/** Asked for by nobody: the value that the replaced system compared with. */
const usualTransition = 0.5;

/** What the regimes of a view's observations came to. `view` has all of them; the request says which it keeps. */
export async function summariseRegimes(
  view: AnalysisView,
  request: RequestOf<typeof regimeSummary>,
  context: ServiceContext,
): Promise<ResultOf<typeof regimeSummary>> {
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
  const basisOf = (places: readonly number[]) =>
    metricBasis(
      request,
      context.settings,
      { ...view, observations: places.map((t) => observations[t] as Observation) },
      members,
    );
  const regimes = [];
  const short: string[] = [];
  for (const name of names.sort()) {
    const { places, ...figures } = regimeFigures(name, observations, isKept, pnl);
    const own = basisOf(places);
    if (places.length > 0 && isShortRecord(places.length, own.annualisation)) short.push(name);
    regimes.push({
      ...figures,
      // The same rows have the same figures as where they are all that is asked for.
      metrics: await metricsAt(context.engine, pnl, places, own),
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
    warnings: [
      ...thresholdWarnings(request.minConfidence, observations, kept.length),
      // Where all rows are too few it is said of them.
      ...(short.length > 0 && !isShortRecord(kept.length, basis.annualisation)
        ? [`Sharpe ratios annualised from under a quarter of a year: ${short.map(asWords).join(", ")}.`]
        : []),
    ],
  };
}

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
  return meanOfPairs(await seriesCorrelation(engine, columnsOf(matrix, members)), members.length);
}

/** The rows of a matrix at these places, shared. */
function rowsAt(matrix: PnlMatrix, places: readonly number[]): PnlMatrix {
  return { ...matrix, observations: places.length, rows: places.map((t) => matrix.rows[t] as Float64Array) };
}

/** What is odd about a confidence threshold, in sentences for people. */
function thresholdWarnings(
  threshold: number | undefined,
  observations: readonly Observation[],
  kept: number,
): string[] {
  if (threshold === undefined) return [];
  const confidences = observations.flatMap((one) => one.confidence ?? []);
  if (confidences.length === 0) return ["The dataset has no regime confidence: a threshold keeps nothing."];
  if (threshold > 0 && threshold <= 1) {
    const meant = threshold * 100;
    return [
      `A threshold of ${threshold} percent keeps ${kept} of ${observations.length}: confidence is in percent. Is ${meant} meant?`,
    ];
  }
  const largest = Math.max(...confidences);
  if (kept === 0) return [`No row reaches ${threshold} percent; the largest confidence is ${largest}.`];
  return kept === observations.length ? [`Every row has at least ${threshold} percent.`] : [];
}
