import { normalCdf, normalQuantile } from "./normal-distribution.ts";
import type { SharpeMoments } from "./sharpe-moments.ts";

const eulerMascheroni = 0.5772156649015329;

/** Expected maximum of `trials` independent standard normal draws, approximately (Bailey and Lopez de Prado 2014). */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0;
  const upper = -normalQuantile(1 / trials);
  const lower = -normalQuantile(1 / (trials * Math.E));
  return (1 - eulerMascheroni) * upper + eulerMascheroni * lower;
}

/**
 * Probability that the true Sharpe ratio exceeds `benchmark`, both per observation (Bailey and Lopez de Prado, "The
 * Sharpe ratio efficient frontier", 2012).
 */
export function probabilisticSharpe(moments: SharpeMoments, benchmark: number): number {
  const { observations, sharpe, skew, kurtosis } = moments;
  const spread = 1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(spread));
}

/**
 * Probabilistic Sharpe ratio against the best that `trials` tries without skill would show, their Sharpe ratios having
 * the variance `trialVariance` (Bailey and Lopez de Prado, "The deflated Sharpe ratio", 2014).
 */
export function deflatedSharpe(moments: SharpeMoments, trials: number, trialVariance: number): number {
  return probabilisticSharpe(moments, Math.sqrt(trialVariance) * expectedMaximum(trials));
}
