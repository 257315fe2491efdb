import { bestFraction } from "./best-fraction.ts";
import type { WinLoss } from "./win-loss.ts";
import { winProbability } from "./win-probability.ts";

export interface RawKellyOptions {
  readonly form: "unit" | "growth" | "continuous" | "empirical";
  readonly zeroDays: "count" | "exclude";
}

/**
 * Kelly fraction before multiplier, cap and confidence. `returns` are P&L as fractions of capital, `facts` those of
 * the currency series. Degenerate cases: no win gives 0 or less (never a position), no loss gives Infinity, which the
 * cap turns into the cap; nothing won or lost gives 0; variance 0 gives Infinity with the sign of the mean.
 */
export function rawKelly(facts: WinLoss, returns: Float64Array, options: RawKellyOptions): number {
  const p = winProbability(facts, options.zeroDays);
  if (facts.wins === 0) return 0;
  switch (options.form) {
    case "unit":
      // Without a loss there is no stake to size: all edge, no risk seen.
      if (facts.losses === 0) return Number.POSITIVE_INFINITY;
      return (p * facts.meanWin - (1 - p) * facts.meanLoss) / facts.meanWin;
    case "growth": {
      if (facts.losses === 0) return Number.POSITIVE_INFINITY;
      const perCurrency = scaleOf(returns, facts);
      return p / (facts.meanLoss * perCurrency) - (1 - p) / (facts.meanWin * perCurrency);
    }
    case "continuous":
      return meanOverVariance(returns);
    case "empirical":
      return bestFraction(returns);
  }
}

/** Mean return per mean P&L over wins: 1 / capital when capital is constant. */
function scaleOf(returns: Float64Array, facts: WinLoss): number {
  let gain = 0;
  for (const value of returns) if (value > 0) gain += value;
  return gain / facts.wins / facts.meanWin;
}

/** mu / sigma^2 with n - 1 (Thorp); the risk-free rate is 0 because a position needs no financing here. */
function meanOverVariance(returns: Float64Array): number {
  const present = returns.filter((value) => !Number.isNaN(value));
  const n = present.length;
  const mean = present.reduce((a, b) => a + b, 0) / n;
  if (present.every((value) => value === present[0]))
    return mean === 0 ? 0 : Number.POSITIVE_INFINITY * Math.sign(mean);
  const variance = present.reduce((a, value) => a + (value - mean) ** 2, 0) / (n - 1);
  return mean / variance;
}
