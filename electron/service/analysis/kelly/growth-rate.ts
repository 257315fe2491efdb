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
