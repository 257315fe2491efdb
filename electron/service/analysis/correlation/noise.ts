/**
 * What correlations of unrelated strategies look like in so few observations. For independent normal series of T rows the
 * sample correlation has the density (1 - r^2)^((T - 4) / 2) (Fisher 1915): r = sin a makes its tail an integral of cos^(T -
 * 3).
 */

/** Steps of Simpson's rule over a tail. */
const steps = 400;

/** Integral of cos^power from `from` to pi / 2, relative to cos^power at `from` being at most 1. */
function cosineTail(power: number, from: number): number {
  const width = (Math.PI / 2 - from) / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k += 1) {
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * Math.max(0, Math.cos(from + k * width)) ** power;
  }
  return (sum * width) / 3;
}

/**
 * The correlation that independent series of `observations` rows exceed with probability `tail` <= 0.5. 1 with 3 rows or fewer.
 */
export function noiseQuantile(tail: number, observations: number): number {
  if (observations <= 3) return 1;
  const power = observations - 3;
  const whole = 2 * cosineTail(power, 0);
  let [low, high] = [0, Math.PI / 2];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (cosineTail(power, middle) / whole > tail) low = middle;
    else high = middle;
  }
  return Math.sin((low + high) / 2);
}

export interface CorrelationNoise {
  /** 95 % of unrelated pairs have a smaller |rho|. */
  readonly band: number;
  /** The rho to expect of the most alike of so many unrelated pairs. */
  readonly largest: number;
}

const eulerMascheroni = 0.5772156649015329;

/**
 * Mean of the largest of many independent draws, approximately: Gumbel's limit by two quantiles (Bailey and Lopez de Prado,
 * "The deflated Sharpe ratio", 2014). `exceededWith` gives the value that one draw exceeds with a probability.
 */
export function largestOfMany(draws: number, exceededWith: (probability: number) => number): number {
  return (
    (1 - eulerMascheroni) * exceededWith(1 / draws) + eulerMascheroni * exceededWith(1 / (draws * Math.E))
  );
}

/** The noise of `pairs` correlations over `observations` rows. */
export function correlationNoise(pairs: number, observations: number): CorrelationNoise {
  const at = (tail: number) => noiseQuantile(Math.min(0.5, tail), observations);
  return { band: at(0.025), largest: pairs < 1 ? 0 : largestOfMany(pairs, at) };
}
