import type { ObjectiveMetric } from "../../../contract/search.ts";
import type { NativeObjective } from "../../engine/addon.ts";
import { nativeIds } from "../../engine/native-ids.ts";

export interface LegacyObjectiveOptions {
  readonly metric: Exclude<ObjectiveMetric, "enhanced" | "hybrid">;
  /** Currency. */
  readonly drawdownThreshold: number;
  readonly drawdownFloor: number;
  readonly penaltyWeight?: number | undefined;
  /** Over weighted zones: no penalty for ratio, else 0.5 * max(0, c). */
  readonly overZones: boolean;
  /** Textbook drawdown: a loss on the first rows counts. */
  readonly peakFromZero: boolean;
  readonly annualisation: number;
}

/** The replaced system's fitness, for whole observations or over weighted zones (its weights 10 and 0.5). */
export function legacyObjective(options: LegacyObjectiveOptions): NativeObjective {
  const { metric, overZones } = options;
  const penalty = !overZones ? "signed" : metric === "ratio" ? "none" : "positive";
  return {
    metric: nativeIds.objective[metric],
    penalty: nativeIds.penalty[penalty],
    peakFromZero: options.peakFromZero,
    penaltyWeight: options.penaltyWeight ?? (overZones ? 0.5 : 10),
    drawdownThreshold: options.drawdownThreshold,
    drawdownFloor: options.drawdownFloor,
    annualisation: options.annualisation,
    hybridShare: 0,
    weights: new Float64Array(6),
  };
}
