import type { KellyForm, KellyOptions } from "../../../contract/kelly.ts";

/** Wins and losses of a P&L series; a missing value takes no part. */
export interface WinLoss {
  readonly wins: number;
  readonly losses: number;
  readonly zeros: number;
  /** Currency, as positive sizes; 0 without any. */
  readonly meanWin: number;
  readonly meanLoss: number;
}

export function winLoss(pnl: ArrayLike<number>): WinLoss {
  let wins = 0;
  let losses = 0;
  let zeros = 0;
  let gain = 0;
  let loss = 0;
  for (let t = 0; t < pnl.length; t += 1) {
    const value = pnl[t] as number;
    if (value > 0) {
      wins += 1;
      gain += value;
    } else if (value < 0) {
      losses += 1;
      loss -= value;
    } else if (value === 0) zeros += 1;
  }
  return {
    wins,
    losses,
    zeros,
    meanWin: wins > 0 ? gain / wins : 0,
    meanLoss: losses > 0 ? loss / losses : 0,
  };
}

/** Probability of a win: over all observations, or over wins and losses only. 0 without any. */
export function winProbability(one: WinLoss, zeroDays: "count" | "exclude"): number {
  const total = one.wins + one.losses + (zeroDays === "count" ? one.zeros : 0);
  return total > 0 ? one.wins / total : 0;
}

export interface RawKellyOptions {
  readonly form: Exclude<KellyForm, "regime_weighted">;
  readonly zeroDays: "count" | "exclude";
}

/** Most that the specification's form gives one strategy. */
const specificationCap = 0.25;

/**
 * The form's own figure before multiplier, cap and confidence: unit and specification give a fraction of the capital at risk,
 * the others a multiple of the recorded position. `returns` are P&L as fractions of capital, `facts` those of
 * the currency series. Degenerate cases: no win gives 0 or less (never a position), no loss gives Infinity, which the
 * cap turns into the cap; nothing won or lost gives 0; variance 0 gives Infinity with the sign of the mean. The
 * specification's form is 0 where nothing was won or nothing was lost.
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
    case "specification": {
      if (facts.losses === 0) return 0;
      const share = winProbability(facts, "count");
      const edge = (share * facts.meanWin - (1 - share) * facts.meanLoss) / facts.meanWin;
      return Math.max(0, Math.min(edge, specificationCap));
    }
  }
}

/**
 * The same as a fraction of the capital at risk, which is what a mean loss takes: multiples of the recorded position are
 * times the mean loss on capital. It changes neither with the unit of P&L nor with the capital.
 */
export function kellyAtRisk(raw: number, returns: Float64Array, form: RawKellyOptions["form"]): number {
  if (form === "unit" || form === "specification" || !Number.isFinite(raw) || raw === 0) return raw;
  return raw * stakeOf(winLoss(returns));
}

/**
 * What one recorded position stakes on an observation, in the unit of the facts: the mean loss. A strategy that never lost is
 * taken to lose as much as it wins; one without wins and losses stakes nothing.
 */
export function stakeOf(facts: WinLoss): number {
  return facts.losses > 0 ? facts.meanLoss : facts.meanWin;
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

/** Mean log growth per observation of staking `fraction`: mean of log(1 + fraction * r). -Infinity = ruin. */
export function growthRate(returns: ArrayLike<number>, fraction: number): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < returns.length; t += 1) {
    const value = returns[t] as number;
    if (Number.isNaN(value)) continue;
    const wealth = 1 + fraction * value;
    if (!(wealth > 0)) return Number.NEGATIVE_INFINITY;
    sum += Math.log(wealth);
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

/** Halvings of the bracket: enough for the last bit of a double. */
const halvings = 100;

/**
 * The f >= 0 that maximises the mean of log(1 + f r) over the returns, by bisection on its derivative, which falls in
 * f: mean of r / (1 + f r). 0 when the mean return is not positive, Infinity without a loss. f < 1 / |worst return|.
 */
export function bestFraction(returns: ArrayLike<number>): number {
  let mean = 0;
  let worst = 0;
  for (let t = 0; t < returns.length; t += 1) {
    const value = returns[t] as number;
    if (Number.isNaN(value)) continue;
    mean += value;
    if (value < worst) worst = value;
  }
  if (!(mean > 0)) return 0;
  if (worst === 0) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = -1 / worst;
  for (let k = 0; k < halvings; k += 1) {
    const middle = (low + high) / 2;
    if (slope(returns, middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

function slope(returns: ArrayLike<number>, fraction: number): number {
  let sum = 0;
  for (let t = 0; t < returns.length; t += 1) {
    const value = returns[t] as number;
    if (!Number.isNaN(value)) sum += value / (1 + fraction * value);
  }
  return sum;
}
