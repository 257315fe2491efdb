import type { WinLoss } from "./win-loss.ts";

/**
 * What one recorded position stakes on an observation, currency: the mean loss. A strategy that never lost is taken to
 * lose as much as it wins; one without wins and losses stakes nothing.
 */
export function stakeOf(facts: WinLoss): number {
  return facts.losses > 0 ? facts.meanLoss : facts.meanWin;
}
