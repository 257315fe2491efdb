import type { KellyOptions } from "../../../contract/kelly-options.ts";

/**
 * From a raw Kelly fraction to the one used, in this order: multiplier, floor and cap, confidence (a fraction). A
 * strategy without a positive edge gets 0 whatever the floor: a floor must not fund losers.
 */
export function sizeKelly(
  raw: number,
  options: Pick<KellyOptions, "multiplier" | "cap" | "floor">,
  confidence: number,
): number {
  if (!(raw > 0)) return 0;
  const scaled = options.multiplier === 0 ? 0 : raw * options.multiplier;
  return Math.min(options.cap, Math.max(options.floor, scaled)) * confidence;
}
