import { stakeOf } from "./stake-of.ts";
import type { WinLoss } from "./win-loss.ts";

/**
 * How many times the recorded position a Kelly fraction means. The unit form risks `fraction` of the capital per mean
 * loss; the others are multiples already.
 */
export function positionSize(form: string, fraction: number, capital: number, facts: WinLoss): number {
  if (form !== "unit") return fraction;
  const loss = stakeOf(facts);
  return loss > 0 ? (fraction * capital) / loss : 0;
}
