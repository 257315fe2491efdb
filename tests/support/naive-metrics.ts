import type { MetricName } from "../../electron/contract/metrics.ts";
import { naiveDrawdown } from "./naive-drawdown.ts";

/** Second, independent implementation of all metrics of docs/metrics.md: plain arrays, one series, no speed. */
export interface NaiveSettings {
  readonly profile: "legacy" | "textbook" | "r";
  readonly annualisation: number;
  /** Currency. */
  readonly riskFree: number;
  readonly mar: number;
  readonly capital: number;
}

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);
const meanOf = (x: readonly number[]) => (allEqual(x) ? (x[0] ?? Number.NaN) : sum(x) / x.length);
const allEqual = (x: readonly number[]) => x.every((value) => value === x[0]);
const moment = (x: readonly number[], power: number) =>
  sum(x.map((v) => (v - meanOf(x)) ** power)) / x.length;

function std(x: readonly number[], ddof: number): number {
  if (x.length <= ddof) return Number.NaN;
  if (allEqual(x)) return 0;
  const value = Math.sqrt((moment(x, 2) * x.length) / (x.length - ddof));
  return value <= 1e-12 * Math.max(...x.map(Math.abs)) ? 0 : value;
}

/** a / b; over zero infinite with the sign of a, no number for 0 / 0. */
const over = (a: number, b: number) => (b !== 0 ? a / b : a === 0 ? Number.NaN : Math.sign(a) * Infinity);

function longest(x: readonly number[], holds: (value: number) => boolean): number {
  const text = x.map((value) => (holds(value) ? "1" : "0")).join("");
  return Math.max(...text.split("0").map((run) => run.length));
}

function quantile(ascending: readonly number[], alpha: number): number {
  const place = alpha * (ascending.length - 1);
  const low = Math.floor(place + 1e-9);
  const rest = Math.max(0, place - low);
  const at = ascending[low] as number;
  const next = ascending[low + 1];
  return next === undefined || rest < 1e-9 ? at : at + rest * (next - at);
}

/** Mean of the worst alpha x n values, the last by its fraction; the worst alone below one. */
function worstMean(ascending: readonly number[], alpha: number): number {
  const weight = alpha * ascending.length;
  if (weight < 1 - 1e-9) return ascending[0] as number;
  return sum(ascending.map((value, k) => value * Math.min(1, Math.max(0, weight - k)))) / weight;
}

export function naiveMetrics(
  series: readonly number[],
  settings: NaiveSettings,
): Readonly<Record<MetricName, number>> {
  const { profile, annualisation: A } = settings;
  const isLegacy = profile === "legacy";
  const returns = profile === "r" && settings.capital > 0;
  const unit = returns ? settings.capital : 1;
  const cells = series.map((value) => value / unit);
  const x = cells.filter((value) => !Number.isNaN(value));
  const [rf, mar] = [settings.riskFree / unit, settings.mar / unit];
  const n = x.length;
  const wins = x.filter((value) => value > 0);
  const losses = x.filter((value) => value < 0);
  const [gain, loss] = [sum(wins), -sum(losses)];
  const W = wins.length > 0 ? gain / wins.length : 0;
  const L = losses.length > 0 ? loss / losses.length : 0;
  const mean = meanOf(x);
  const path = naiveDrawdown(cells, {
    fromZero: !isLegacy,
    compounds: returns,
    capital: returns ? 0 : settings.capital,
  });
  const roi = returns ? path.end - 1 : sum(x);
  const deepest = path.worst;
  const annual = returns ? path.end ** (A / n) - 1 : (sum(x) * A) / n;
  const spread = std(x, isLegacy ? 0 : 1);
  const parametric = std(x, profile === "r" ? 0 : 1);
  const m2 = moment(x, 2);
  const skew = std(x, 0) > 0 ? moment(x, 3) / m2 ** 1.5 : Number.NaN;
  const kurtosis = std(x, 0) > 0 ? moment(x, 4) / m2 ** 2 - 3 : Number.NaN;
  const sorted = [...x].sort((a, b) => a - b);

  const lossSpread = losses.length > 0 ? std(losses, 0) : 0;
  const semi = Math.sqrt(sum(x.map((value) => Math.min(value - mar, 0) ** 2)) / n);
  const downside = isLegacy ? lossSpread * Math.sqrt(A) : profile === "r" ? semi : semi * Math.sqrt(A);
  const factor = (up: number, down: number) =>
    down > 0 ? up / down : up > 0 || isLegacy ? Infinity : Number.NaN;
  const p = wins.length / (isLegacy ? n : wins.length + losses.length);
  const unitKelly =
    W === 0 ? 0 : L === 0 ? (isLegacy ? 0 : 0.25) : Math.max(0, Math.min(0.25, (p * W - (1 - p) * L) / W));

  const tails = (alpha: number, z: number) => {
    const q = quantile(sorted, alpha);
    const upTo = x.filter((value) => value <= q);
    const below = x.filter((value) => value < q);
    const simple = isLegacy ? sum(upTo) / upTo.length : below.length > 0 ? sum(below) / below.length : q;
    const density = Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI);
    const bent =
      z +
      ((z ** 2 - 1) * skew) / 6 +
      ((z ** 3 - 3 * z) * kurtosis) / 24 -
      ((2 * z ** 3 - 5 * z) * skew ** 2) / 36;
    return {
      quantile: q,
      mean: profile === "textbook" ? worstMean(sorted, alpha) : simple,
      gaussian: mean + z * parametric,
      gaussianMean: mean - (parametric * density) / alpha,
      cornishFisher: parametric === 0 ? mean : mean + bent * parametric,
    };
  };
  const t95 = tails(0.05, -1.6448536269514722);
  const t99 = tails(0.01, -2.3263478740408408);
  const depths = path.depths.map((depth) => -depth).sort((a, b) => a - b);
  return {
    roi,
    max_drawdown: deepest,
    ratio: !isLegacy ? over(roi, deepest) : deepest > 1e-6 ? roi / deepest : roi * (roi > 0 ? 100 : 10),
    win_rate: wins.length / (isLegacy ? n : wins.length + losses.length),
    profit_factor: factor(gain, loss),
    expectancy: isLegacy ? (wins.length / n) * W - (1 - wins.length / n) * L : sum(x) / n,
    annualized_return: annual,
    sharpe: isLegacy
      ? spread === 0
        ? 0
        : (mean / spread) * Math.sqrt(A)
      : n < 2
        ? Number.NaN
        : over(mean - rf, spread) * Math.sqrt(A),
    sortino: isLegacy
      ? losses.length === 0
        ? 0
        : over(annual, downside)
      : over((mean - mar) * (profile === "r" ? 1 : A), downside),
    calmar: isLegacy
      ? over(mean * Math.min(A, n), deepest)
      : profile === "textbook" && deepest === 0
        ? Number.NaN
        : over(annual, deepest),
    volatility: spread * Math.sqrt(A),
    downside_deviation: downside,
    ulcer: path.ulcer,
    omega: factor(
      sum(x.map((value) => Math.max(0, value - mar))),
      sum(x.map((value) => Math.max(0, mar - value))),
    ),
    payoff: over(W, L),
    skew,
    kurtosis,
    best: Math.max(...x),
    worst: Math.min(...x),
    win_streak: longest(x, (value) => value > 0),
    loss_streak: longest(x, (value) => value < 0),
    var_95: t95.quantile,
    cvar_95: t95.mean,
    var_99: t99.quantile,
    cvar_99: t99.mean,
    var_95_gaussian: t95.gaussian,
    cvar_95_gaussian: t95.gaussianMean,
    var_95_cornish_fisher: t95.cornishFisher,
    cdar_95: -worstMean(depths, 0.05),
    kelly: profile === "r" ? over(mean - rf, spread ** 2) / 2 : unitKelly,
    zero_days: x.filter((value) => value === 0).length,
    observations: n,
    mean,
    std: spread,
    drawdown_start: path.start,
    drawdown_end: path.bottom,
    drawdown_recovery: path.recovery,
    drawdown_duration: path.duration,
    var_99_gaussian: t99.gaussian,
    cvar_99_gaussian: t99.gaussianMean,
    var_99_cornish_fisher: t99.cornishFisher,
    max_drawdown_fraction: returns ? deepest : path.worstFraction,
    ulcer_fraction: returns ? path.ulcer : path.ulcerFraction,
  };
}
