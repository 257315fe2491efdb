import type { regimeSummary } from "../../../contract/methods/regime-summary.ts";
import type { Observation } from "../../datasets/observation.ts";
import type { Handler } from "../../handler.ts";
import { effectiveSize } from "../correlation/effective-size.ts";
import { groupStats } from "../regimes/group-stats.ts";
import { thresholdWarnings } from "../regimes/threshold-warnings.ts";
import { weightedPnl } from "../series/weighted-pnl.ts";
import { keepsObservation } from "../view/keeps-observation.ts";
import { membersOrAll } from "../view/members-or-all.ts";
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
    const pnl = weightedPnl(view.matrix, membersOrAll(view, request.members), request.weights);
    const isKept = observations.map((one) => keepsObservation(request, one));
    const kept = observations.filter((_, t) => isKept[t]);
    const above = request.transition?.above ?? usualTransition;
    const histogram = new Float64Array(100);
    for (const { confidence } of observations) {
      if (confidence !== null) (histogram[Math.min(99, Math.floor(confidence))] as number) += 1;
    }
    const names = [...new Set(observations.map((one) => one.marketRegime))].filter((name) => name !== null);
    return {
      observations: observations.length,
      kept: kept.length,
      effective: effectiveSize(kept.map((one) => one.confidence ?? 0)) || kept.length,
      inTransition: observations.filter((one) => (one.transitionThreshold ?? 0) > above).length,
      confidenceHistogram: histogram,
      withoutConfidence: observations.filter((one) => one.confidence === null).length,
      regimes: names.sort().map((name) => regimeFigures(name, observations, isKept, pnl)),
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
    meanConfidence: confidences.reduce((a, b) => a + b, 0) / confidences.length,
  };
}
