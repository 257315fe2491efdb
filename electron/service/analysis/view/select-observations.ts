import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { Observation } from "../../datasets/observation.ts";
import { keepsObservation } from "./keeps-observation.ts";

/** Indices of the observations that a view's regimes, confidence and zone keep, in order. */
export function selectObservations(view: ViewRequest, observations: readonly Observation[]): number[] {
  checkKnown(view, observations);
  const kept = observations.flatMap((one, t) => (keepsObservation(view, one) ? [t] : []));
  if (kept.length === 0) {
    throw new Problem("bad-request", `No observation of ${view.dataset} is left to work on.`, {
      remedy: "Widen the dates, regimes, zone or confidence threshold.",
    });
  }
  checkThresholdScale(view, kept.length, observations.length);
  return kept;
}

function checkKnown(view: ViewRequest, observations: readonly Observation[]): void {
  const has = (test: (one: Observation) => boolean) => observations.some(test);
  const missing = (what: string) => new Problem("bad-request", `${view.dataset} has no ${what}.`);
  if (view.minConfidence !== undefined && !has((one) => one.confidence !== null)) {
    throw missing("regime confidence");
  }
  for (const regime of view.regimes ?? []) {
    if (!has((one) => one.marketRegime === regime)) throw missing(`market regime ${regime}`);
  }
  const { rows } = view;
  if (rows.kind === "zone" && !has((one) => one.zone === rows.zone)) throw missing(`zone ${rows.zone}`);
}

/** 0.7 against a percent column keeps every row: a silent no-op that looked like a filter in earlier systems. */
function checkThresholdScale(view: ViewRequest, kept: number, all: number): void {
  const threshold = view.minConfidence ?? 0;
  if (threshold > 0 && threshold <= 1 && kept === all) {
    throw new Problem(
      "bad-request",
      `A confidence threshold of ${threshold} percent keeps every observation.`,
      {
        remedy: `Confidence is in percent, 0 to 100: write ${threshold * 100}, or leave the threshold out.`,
      },
    );
  }
}
