import { largestOfMany } from "../analysis/correlation/noise.ts";

/** What the probabilistic Sharpe ratio needs of a series. */
export interface SharpeMoments {
  readonly observations: number;
  /** mean / standard deviation (n - 1), per observation; 0 for a constant series. */
  readonly sharpe: number;
  readonly skew: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Moments of a P&L series. Skew and kurtosis are the biased ones (divisor n). */
export function sharpeMoments(series: ArrayLike<number>): SharpeMoments {
  const n = series.length;
  let sum = 0;
  let largest = 0;
  for (let t = 0; t < n; t += 1) {
    const x = series[t] as number;
    sum += x;
    largest = Math.max(largest, Math.abs(x));
  }
  const mean = sum / n;
  let [second, third, fourth] = [0, 0, 0];
  for (let t = 0; t < n; t += 1) {
    const distance = (series[t] as number) - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  const variance = second / n;
  // A spread of rounding size is no spread.
  if (!(Math.sqrt(variance) > 1e-12 * largest) || n < 2) {
    return { observations: n, sharpe: 0, skew: 0, kurtosis: 3 };
  }
  return {
    observations: n,
    sharpe: mean / Math.sqrt((variance * n) / (n - 1)),
    skew: third / n / variance ** 1.5,
    kurtosis: fourth / n / variance ** 2,
  };
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

/** Expected maximum of `trials` independent standard normal draws, approximately (Bailey and Lopez de Prado 2014). */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0;
  return largestOfMany(trials, (probability) => -normalQuantile(probability));
}

/**
 * Standard normal distribution function, relative error about 1e-15: series near 0, continued fraction in the tails
 * (Abramowitz and Stegun 26.2.11 and 26.2.14).
 */
export function normalCdf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 3) {
    let term = magnitude;
    let sum = magnitude;
    for (let k = 1; Math.abs(term) > 1e-18 * sum; k += 1) {
      term *= (magnitude * magnitude) / (2 * k + 1);
      sum += term;
    }
    const half = sum * normalDensity(magnitude);
    return x < 0 ? 0.5 - half : 0.5 + half;
  }
  let fraction = magnitude;
  for (let k = 120; k >= 1; k -= 1) fraction = magnitude + k / fraction;
  const tail = normalDensity(magnitude) / fraction;
  return x < 0 ? tail : 1 - tail;
}

function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Inverse of normalCdf for 0 < p < 1: a rational start (Abramowitz and Stegun 26.2.23), then Halley steps to full
 * precision. 0 and 1 give the infinities.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1))
    return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  // Solved in the lower half, where the distribution function keeps its relative precision.
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let x = numerator / denominator - t;
  for (let step = 0; step < 4; step += 1) {
    const error = (normalCdf(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}
