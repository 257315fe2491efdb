/** What to expect of a portfolio that was chosen: E with its interval (docs/expectation.md). */
import type { ExpectedSharpe } from "../../contract/expected.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../context.ts";
import type { Lanes } from "../lanes.ts";
import { allPlaces, ofEachRow, type PnlMatrix } from "../pnl-matrix.ts";
import { rankOf } from "../verdict/ranks.ts";
import { columnMeans, lagOne } from "../verdict/resampling.ts";
import type { Selection } from "../verdict/selection.ts";
import { sharpeMoments } from "../verdict/sharpe.ts";
import { believedSum, deviationOf, measuredSharpe } from "./believed.ts";
import type { MeasuredTable } from "./judged.ts";
import { expectedSentence } from "./words.ts";

/** Folds that the rows are parted into, and the fewest rows for them. */
const folds = 10;
const leastRows = 20;

/** Half the 90 % interval in standard errors of a Sharpe ratio: fixed on tables of known truth. */
const interval = 2.1;

/** Rows before the blind tests are made: M alone, and what the interval rests on. */
export async function measuredExpectation(
  view: Pick<AnalysisView, "matrix">,
  members: readonly number[],
  judged: MeasuredTable,
  annualisation: number,
): Promise<ExpectedSharpe> {
  const columns = Uint32Array.from(members);
  const series = portfolioPnl(view.matrix, columns);
  const believed = await judged.believe(columns);
  const measured = measuredSharpe(believedSum(believed, believed.weights.equal, series));
  const known = {
    folds: null,
    measured,
    inSample: sharpeMoments(series).sharpe,
    rows: series.length,
    annualisation,
    variance: ownVariance(series),
    spells: spells(series, view.matrix),
    deviationRatio: null,
  };
  return withInterval(known);
}

/**
 * Held-out rows of folds: what the selection earned on rows that it had not seen, joined to one series. Each fold is in units
 * of its members' deviation on the rows that were seen: a ratio does not care for scale, so folds may choose portfolios of very
 * different volatility, and joined in currency they have a lower Sharpe ratio than any of them. Null: too few rows, or no
 * deviation.
 */
export async function heldOutRows(
  view: AnalysisView,
  select: Selection,
  { block, lanes }: { readonly block: number; readonly lanes: Lanes },
  call: CallContext,
): Promise<Float64Array | null> {
  const rows = view.matrix.observations;
  if (rows < leastRows) return null;
  const out = new Float64Array(rows);
  const asked = foldsOf(rows, block - 1).map(({ from, to, seen }) =>
    lanes.run(
      () => rankOf.heldOut,
      async () => {
        const { members } = await select(view, { rows: seen }, call);
        const series = portfolioPnl(view.matrix, members);
        const unit = deviationOf(Float64Array.from(seen, (t) => series[t] as number));
        for (let t = from; t < to; t += 1) out[t] = (series[t] as number) / unit;
      },
    ),
  );
  await Promise.all(asked);
  return out.every(Number.isFinite) ? out : null;
}

/** Ten stretches of rows, each with the rows that are seen for it: all others but `gap` rows at either side. */
export function foldsOf(
  rows: number,
  gap: number,
): { readonly from: number; readonly to: number; readonly seen: Uint32Array }[] {
  return Array.from({ length: folds }, (_, k) => {
    const [from, to] = [Math.floor((k * rows) / folds), Math.floor(((k + 1) * rows) / folds)];
    const seen = allPlaces(rows).filter((t) => t < from - gap || t >= to + gap);
    return { from, to, seen };
  });
}

/** E from M and the held-out rows. */
export function withHeldOut(known: ExpectedSharpe, heldOut: Float64Array | null): ExpectedSharpe {
  if (!heldOut) return known;
  return withInterval({
    ...known,
    folds: sharpeMoments(heldOut).sharpe,
    deviationRatio: deviationOf(heldOut),
  });
}

function withInterval(known: Omit<ExpectedSharpe, "sharpe" | "low" | "high" | "sentence">): ExpectedSharpe {
  const { folds: blind, measured, rows, variance } = known;
  const sharpe = blind === null ? measured : (measured + blind) / 2;
  const half = interval * Math.sqrt(((1 + (sharpe * sharpe) / 2) / rows) * variance);
  const made = { ...known, sharpe, low: sharpe - half, high: sharpe + half };
  return { ...made, sentence: expectedSentence(made) };
}

/**
 * (1 + p) / (1 - p), p the portfolio's own lag-1 autocorrelation, its bias taken off, within 0 to 0.8; 1 where it lies within
 * 2 / sqrt(T) of 0.
 */
export function ownVariance(series: ArrayLike<number>): number {
  const n = series.length;
  const found = lagOne(series);
  if (n < 4 || !(found > 2 / Math.sqrt(n))) return 1;
  const p = Math.min(0.8, Math.max(0, (found + 1 / n) / (1 - 3 / n)));
  return (1 + p) / (1 - p);
}

/** Lags of the test on squares: an even number, so that chi-square's tail is a finite sum. */
const lags = 4;

/**
 * p of volatility in spells: Ljung and Box's test on squared rows (McLeod and Li 1983) of the portfolio, and of the table (the
 * mean square of all strategies in a row); twice the smaller of the two. Null with under 20 rows.
 */
export function spells(series: ArrayLike<number>, matrix: PnlMatrix): number | null {
  if (series.length < leastRows) return null;
  const mean = Array.from(series).reduce((sum, value) => sum + value, 0) / series.length;
  const own = Float64Array.from(series, (value) => (value - mean) ** 2);
  return Math.min(1, 2 * Math.min(autocorrelationP(own), autocorrelationP(rowSquares(matrix))));
}

/** Mean over the strategies that vary of their squared distance from the mean, each in units of its variance. [rows] */
function rowSquares({ rows, strategies }: PnlMatrix): Float64Array {
  const mean = columnMeans(rows, strategies);
  const distance = (row: Float64Array, i: number) => (row[i] || 0) - (mean[i] as number);
  const variance = new Float64Array(strategies);
  for (const row of rows) {
    for (let i = 0; i < strategies; i += 1) {
      variance[i] = (variance[i] as number) + distance(row, i) ** 2 / rows.length;
    }
  }
  return ofEachRow(rows, (row) => {
    let sum = 0;
    for (let i = 0; i < strategies; i += 1) {
      if ((variance[i] as number) > 0) sum += distance(row, i) ** 2 / (variance[i] as number);
    }
    return sum / strategies;
  });
}

/** p of a series without autocorrelation showing as much at lags 1 to 4 (Ljung and Box 1978). */
export function autocorrelationP(series: ArrayLike<number>): number {
  const n = series.length;
  const values = Array.from(series);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const centred = values.map((value) => value - mean);
  const square = centred.reduce((sum, value) => sum + value * value, 0);
  if (!(square > 0)) return 1;
  let q = 0;
  for (let k = 1; k <= lags; k += 1) {
    let sum = 0;
    for (let t = k; t < n; t += 1) sum += (centred[t] as number) * (centred[t - k] as number);
    q += (sum / square) ** 2 / (n - k);
  }
  q *= n * (n + 2);
  return Math.exp(-q / 2) * (1 + q / 2);
}
