/** Kish's effective sample size of weighted observations: (sum w)^2 / sum w^2. 0 when all weights are 0. */
export function effectiveSize(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < weights.length; t += 1) {
    sum += weights[t] as number;
    squares += (weights[t] as number) ** 2;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}
