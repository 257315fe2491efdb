import type { NativeObjective } from "../../electron/service/engine/addon/figures.ts";

/** The objective of the replaced system for an entire-day portfolio: signed penalty of weight 10. */
export function legacyObjective(metric: number, drawdownThreshold = 0): NativeObjective {
  return {
    metric,
    penalty: 0,
    peakFromZero: false,
    penaltyWeight: 10,
    drawdownThreshold,
    drawdownFloor: 0,
    annualisation: 252,
    hybridShare: 0,
    weights: new Float64Array(6),
  };
}
