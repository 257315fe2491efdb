import type { z } from "zod";
import type { zoneCombinationKind } from "../../contract/methods/zone.ts";

export type ZoneCombinationKind = z.infer<typeof zoneCombinationKind>;

/** What a combination needs to know of each zone's portfolio. */
export interface CombinedZone {
  /** Weight that was asked for, any scale. */
  readonly weight: number;
  readonly fitness: number;
  /** Currency, on the zone's own rows. */
  readonly roi: number;
}

/**
 * Weights of zones in a combination, sum 1. weighted: as asked for; equal: the same for all; best: all on the zone of
 * the highest fitness, the first of equals; allocation: max(0.01, ROI), the share that the replaced system's summary
 * suggested. Zones that weigh nothing together are treated alike.
 */
export function combinationWeights(kind: ZoneCombinationKind, zones: readonly CombinedZone[]): Float64Array {
  const raw = Float64Array.from(zones, (zone, z) => {
    if (kind === "weighted") return zone.weight;
    if (kind === "equal") return 1;
    if (kind === "allocation") return Math.max(0.01, zone.roi);
    return z === bestOf(zones) ? 1 : 0;
  });
  const total = raw.reduce((a, b) => a + b, 0);
  return total > 0 ? raw.map((weight) => weight / total) : raw.fill(1 / zones.length);
}

function bestOf(zones: readonly CombinedZone[]): number {
  return zones.reduce((best, zone, z) => (zone.fitness > (zones[best]?.fitness ?? -Infinity) ? z : best), 0);
}
