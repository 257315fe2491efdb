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
