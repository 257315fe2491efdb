import { Problem } from "../../../contract/problem.ts";
import { ofEachRow, type PnlMatrix } from "../../pnl-matrix.ts";

/**
 * P&L of an equal-weight portfolio: the mean of its members per observation, currency. Members are added in the
 * order given (callers sort them ascending, as the engine does); a missing cell counts as 0.
 */
export function portfolioPnl(matrix: PnlMatrix, members: ArrayLike<number>): Float64Array {
  const out = new Float64Array(matrix.observations);
  for (let t = 0; t < out.length; t += 1) {
    const row = matrix.rows[t] as Float64Array;
    let sum = 0;
    for (let k = 0; k < members.length; k += 1) {
      const cell = row[members[k] as number] as number;
      if (!Number.isNaN(cell)) sum += cell;
    }
    out[t] = sum / members.length;
  }
  return out;
}

/** P&L of a portfolio with a weight per member; without weights the equal-weight mean. A missing cell counts as 0. */
export function weightedPnl(
  matrix: PnlMatrix,
  members: Uint32Array,
  weights?: readonly number[],
): Float64Array {
  if (!weights) return portfolioPnl(matrix, members.slice().sort());
  if (weights.length !== members.length) {
    throw new Problem("bad-request", `${members.length} members have ${weights.length} weights.`);
  }
  return ofEachRow(matrix.rows, (row) => {
    let sum = 0;
    for (let k = 0; k < members.length; k += 1) {
      const cell = row[members[k] as number] as number;
      if (!Number.isNaN(cell)) sum += cell * (weights[k] as number);
    }
    return sum;
  });
}

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

/** Lays series of equal length side by side as the columns of a matrix, so that the engine can measure them. */
export function matrixOfSeries(series: readonly Float64Array[]): PnlMatrix {
  const observations = series[0]?.length ?? 0;
  const rows = Array.from({ length: observations }, (_, t) =>
    Float64Array.from(series, (one) => one[t] as number),
  );
  return { observations, strategies: series.length, rows };
}
