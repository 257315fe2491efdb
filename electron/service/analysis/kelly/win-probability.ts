import type { WinLoss } from "./win-loss.ts";

/** Probability of a win: over all observations, or over wins and losses only. 0 without any. */
export function winProbability(one: WinLoss, zeroDays: "count" | "exclude"): number {
  const total = one.wins + one.losses + (zeroDays === "count" ? one.zeros : 0);
  return total > 0 ? one.wins / total : 0;
}
