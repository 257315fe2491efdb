export interface Contributions {
  /** Share of the portfolio's total P&L per member. */
  readonly pnl: Float64Array;
  /** Share of its variance: w_i cov(x_i, p) / var(p). */
  readonly risk: Float64Array;
}

/** What members add to a portfolio p = sum w_i x_i. Shares sum to 1; NaN where the whole is 0. */
export function contributions(members: readonly Float64Array[], weights: ArrayLike<number>): Contributions {
  const length = members[0]?.length ?? 0;
  const portfolio = new Float64Array(length);
  members.forEach((one, i) => {
    for (let t = 0; t < length; t += 1) (portfolio[t] as number) += (one[t] || 0) * (weights[i] as number);
  });
  const total = portfolio.reduce((a, b) => a + b, 0);
  const mean = total / length;
  const variance = portfolio.reduce((a, value) => a + (value - mean) ** 2, 0);
  const pnl = Float64Array.from(members, (one, i) => {
    const sum = one.reduce((a, value) => a + (value || 0), 0);
    return total === 0 ? Number.NaN : ((weights[i] as number) * sum) / total;
  });
  const risk = Float64Array.from(members, (one, i) => {
    const ownMean = one.reduce((a, value) => a + (value || 0), 0) / length;
    let cross = 0;
    for (let t = 0; t < length; t += 1)
      cross += ((one[t] || 0) - ownMean) * ((portfolio[t] as number) - mean);
    return variance === 0 ? Number.NaN : ((weights[i] as number) * cross) / variance;
  });
  return { pnl, risk };
}
