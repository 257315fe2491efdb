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
