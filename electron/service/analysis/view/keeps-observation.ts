import type { ViewRequest } from "../../../contract/view.ts";
import type { Observation } from "../../datasets/observation.ts";

/** Whether a view's regimes, confidence threshold and zone keep an observation. The threshold itself is kept. */
export function keepsObservation(view: ViewRequest, one: Observation): boolean {
  if (view.regimes && !(one.marketRegime !== null && view.regimes.includes(one.marketRegime))) return false;
  if (view.minConfidence !== undefined && !((one.confidence ?? -1) >= view.minConfidence)) return false;
  return view.rows.kind !== "zone" || one.zone === view.rows.zone;
}
