import type { Inversion } from "../analysis/ulta/decide.ts";

/** Percent by which an inversion improves sum / |smallest row|. */
export function ratioImprovement(one: Inversion): number {
  return ((one.invertedRatio - one.originalRatio) / Math.abs(one.originalRatio)) * 100;
}
