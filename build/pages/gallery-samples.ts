import { barList } from "../../electron/charts/bar-list.ts";
import { beliefFrontier } from "../../electron/charts/belief-frontier.ts";
import { calendarHeatmap } from "../../electron/charts/calendar-heatmap.ts";
import { compareEquityChart } from "../../electron/charts/compare-equity.ts";
import { confidenceHistogram } from "../../electron/charts/confidence-histogram.ts";
import { contributionBars } from "../../electron/charts/contribution-bars.ts";
import { convergenceRace } from "../../electron/charts/convergence-race.ts";
import { correlationHeatmap } from "../../electron/charts/correlation-heatmap.ts";
import { correlationHistogram } from "../../electron/charts/correlation-histogram.ts";
import { drawdownChart } from "../../electron/charts/drawdown.ts";
import { equityChart } from "../../electron/charts/equity.ts";
import { kellyGrowth } from "../../electron/charts/kelly-growth.ts";
import { memberHeatmap } from "../../electron/charts/member-heatmap.ts";
import { monthlyHeatmap } from "../../electron/charts/monthly-heatmap.ts";
import type { ChartOption, ChartOptions } from "../../electron/charts/parts/frame.ts";
import { pnlDistributionChart } from "../../electron/charts/pnl-distribution.ts";
import { portfolioSizes } from "../../electron/charts/portfolio-sizes.ts";
import { regimeBreakdown } from "../../electron/charts/regime-breakdown.ts";
import { rollingSharpeChart } from "../../electron/charts/rolling-sharpe.ts";
import { uniform } from "../uniform.ts";

// Every chart with data that never changes, for the gallery. The figures mean nothing.

export interface Sample {
  /** Its module in electron/charts; a test asks for one of each. */
  readonly module: string;
  /** The function that makes it. */
  readonly chart: { readonly name: string };
  readonly title: string;
  /** What it shows, for the page. */
  readonly shows: string;
  readonly draw: (look: ChartOptions) => ChartOption;
}

/** Nearly normal with mean 0 and deviation 1: twelve uniform values, less six. */
function normals(seed: number, count: number): Float64Array {
  const next = uniform(seed);
  return Float64Array.from({ length: count }, () => {
    let sum = -6;
    for (let term = 0; term < 12; term++) sum += next();
    return sum;
  });
}

function cumulated(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

const DAY_MS = 86_400_000;
const members = Array.from(
  { length: 12 },
  (_, at) => `SAMPLE ${915 + 5 * at}-1451 SL${20 + at}%TP${60 - at}%`,
);
/** Every weekday of two years. */
const dates = Array.from({ length: 728 }, (_, day) => new Date(Date.UTC(2023, 0, 2) + day * DAY_MS))
  .filter((date) => date.getUTCDay() % 6 !== 0)
  .map((date) => date.toISOString().slice(0, 10));
const pnl = normals(1, dates.length).map((value) => 420 * value + 36);
const equity = cumulated(pnl);
const peaks = equity.slice();
for (let at = 1; at < peaks.length; at++) peaks[at] = Math.max(peaks[at - 1] ?? 0, peaks[at] ?? 0);
const drawdown = peaks.map((peak, at) => Math.max(0, peak - (equity[at] ?? 0)));
const trough = drawdown.indexOf(Math.max(...drawdown));
const peak = equity.lastIndexOf(peaks[trough] ?? 0, trough);

function histogramOf(values: Float64Array, from: number, to: number, bins: number) {
  const counts = new Float64Array(bins);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, to, counts };
}

/** Correlations of series that share a part of their values: positive definite by making. */
function rhoOf(n: number): Float64Array {
  const rows = Array.from({ length: n }, (_, row) => normals(100 + row, 60));
  const common = normals(99, 60);
  const mixed = rows.map((own, row) => own.map((value, t) => value + (row % 3) * 0.7 * (common[t] ?? 0)));
  const unit = mixed.map((values) => {
    const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return values.map((value) => value / size);
  });
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [a = new Float64Array(), b] = [unit[Math.floor(at / n)], unit[at % n]];
    return a.reduce((sum, value, t) => sum + value * (b?.[t] ?? 0), 0);
  });
}

/** A climb that slows down, each step an improvement. */
function climb(seed: number, top: number) {
  const next = uniform(seed);
  const steps = 14;
  return {
    evaluations: Float64Array.from({ length: steps }, (_, step) => Math.round(2 ** step * (1 + next()))),
    best: Float64Array.from({ length: steps }, (_, step) => top * (1 - 0.75 ** (step + 1)) + next() * 0.01),
  };
}

export const samples: readonly Sample[] = [
  {
    module: "equity",
    chart: equityChart,
    title: "Equity",
    shows: "cumulative P&L, the deepest drawdown shaded",
    draw: (look) =>
      equityChart(
        {
          dates,
          equity,
          drawdown: { from: peak, to: trough, depth: drawdown[trough] ?? 0 },
        },
        look,
      ),
  },
  {
    module: "drawdown",
    chart: drawdownChart,
    title: "Drawdown",
    shows: "distance below the running peak, the deepest point, a limit",
    draw: (look) => drawdownChart({ dates, drawdown, limit: 9_000 }, look),
  },
  {
    module: "compare-equity",
    chart: compareEquityChart,
    title: "Portfolios compared",
    shows: "several portfolios on one scale, named at their ends",
    draw: (look) => {
      const portfolios = [
        { name: "35 by genetic", dates, equity },
        {
          name: "20 by hand",
          dates: dates.slice(120),
          equity: cumulated(pnl.slice(120).map((one) => one / 2)),
        },
        { name: "35 by random", dates, equity: cumulated(normals(7, dates.length).map((one) => 180 * one)) },
      ];
      return compareEquityChart({ portfolios }, look);
    },
  },
  {
    module: "rolling-sharpe",
    chart: rollingSharpeChart,
    title: "Rolling Sharpe ratio",
    shows: "Sharpe ratio of a moving window and of the whole span",
    draw: (look) => {
      const sharpe = cumulated(normals(3, dates.length - 62).map((one) => one / 9)).map(
        (one) => 1.4 + one / 2,
      );
      return rollingSharpeChart({ dates: dates.slice(62), sharpe, window: 63, whole: 1.36 }, look);
    },
  },
  {
    module: "pnl-distribution",
    chart: pnlDistributionChart,
    title: "Distribution",
    shows: "P&L per row with mean, VaR and CVaR",
    draw: (look) => {
      const tails = [
        { label: "VaR 95", at: -640 },
        { label: "CVaR 95", at: -815 },
      ];
      return pnlDistributionChart({ histogram: histogramOf(pnl, -1_500, 1_500, 40), mean: 36, tails }, look);
    },
  },
  {
    module: "monthly-heatmap",
    chart: monthlyHeatmap,
    title: "Months",
    shows: "P&L by year and month, figures in the cells; for weekly data",
    draw: (look) => monthlyHeatmap({ dates, pnl }, look),
  },
  {
    module: "calendar-heatmap",
    chart: calendarHeatmap,
    title: "Days",
    shows: "P&L of every day",
    draw: (look) => calendarHeatmap({ dates, pnl }, look),
  },
  {
    module: "correlation-heatmap",
    chart: correlationHeatmap,
    title: "Correlation of members",
    shows: "every pair of a portfolio; figures up to 16 members, names up to 60",
    draw: (look) => correlationHeatmap({ names: members, rho: rhoOf(members.length) }, look),
  },
  {
    module: "correlation-histogram",
    chart: correlationHistogram,
    title: "All correlations",
    shows: "all pairs of a dataset, mean, threshold",
    draw: (look) => {
      const { counts } = histogramOf(
        normals(5, 20_000).map((one) => 0.06 + 0.19 * one),
        -1,
        1,
        80,
      );
      return correlationHistogram({ counts, mean: 0.06, threshold: { at: 0.6, pairs: 118 } }, look);
    },
  },
  {
    module: "member-heatmap",
    chart: memberHeatmap,
    title: "Members over time",
    shows: "P&L of each member at each row",
    draw: (look) =>
      memberHeatmap(
        {
          names: members,
          dates: dates.slice(0, 80),
          pnl: normals(8, members.length * 80).map((one) => 300 * one),
        },
        look,
      ),
  },
  {
    module: "contribution-bars",
    chart: contributionBars,
    title: "Contribution",
    shows: "each member's share of P&L or of variance",
    draw: (look) => {
      const shares = [0.24, 0.19, 0.15, 0.13, 0.11, 0.09, 0.07, 0.05, 0.03, -0.06];
      const shown = shares.map((share, at) => ({ name: members[at] ?? "", share }));
      return contributionBars({ measure: "pnl", members: shown }, look);
    },
  },
  {
    module: "regime-breakdown",
    chart: regimeBreakdown,
    title: "Market regimes",
    shows: "P&L by market regime with effective sample size",
    draw: (look) => {
      const regimes = [
        { name: "Upward calm", total: 9_420, observations: 212, effective: 188.4 },
        { name: "Upward volatile", total: 6_130, observations: 148, effective: 120.9 },
        { name: "Sideways", total: 1_204, observations: 96, effective: 71.2 },
        { name: "Downward volatile", total: -2_315, observations: 66, effective: 50.3 },
      ];
      return regimeBreakdown({ regimes }, look);
    },
  },
  {
    module: "bar-list",
    chart: barList,
    title: "Weekdays",
    shows: "horizontal bars with figures, the base of the breakdowns",
    draw: (look) => {
      const totals = { Monday: 4_210, Tuesday: 1_975, Wednesday: -830, Thursday: 6_054, Friday: 3_330 };
      const rows = Object.entries(totals).map(([label, value]) => ({
        label,
        value,
        note: "104 rows, wins 54 %",
      }));
      return barList(rows, { ...look, measure: "P&L by weekday, ₹" });
    },
  },
  {
    module: "confidence-histogram",
    chart: confidenceHistogram,
    title: "Regime confidence",
    shows: "regime confidence and what a threshold keeps",
    draw: (look) => {
      const { counts } = histogramOf(
        normals(9, 500).map((one) => 68 + 11 * one),
        0,
        100,
        100,
      );
      const kept = counts.slice(70).reduce((sum, count) => sum + count, 0);
      return confidenceHistogram({ counts, threshold: 70, kept, total: 500 }, look);
    },
  },
  {
    module: "convergence-race",
    chart: convergenceRace,
    title: "Race of the algorithms",
    shows: "best fitness against evaluations, the leader in colour",
    draw: (look) => {
      const tops = { GA: 41.2, PSO: 36.4, SA: 43.9, DE: 33.1, HC: 40.1, RS: 21.7 };
      const algorithms = Object.entries(tops).map(([name, top], at) => ({ name, ...climb(20 + at, top) }));
      return convergenceRace({ algorithms, budget: 20_000 }, look);
    },
  },
  {
    module: "belief-frontier",
    chart: beliefFrontier,
    title: "Frontier",
    shows: "what giving some of the believable Sharpe ratio away buys in P&L over drawdown",
    draw: (look) => {
      const points = Array.from({ length: 11 }, (_, at) => ({
        share: at / 100,
        value: 0.62 * (1 - (at / 100) * 0.95),
        ratio: 41 * (2.4 - 1.4 * 0.7 ** at),
      }));
      return beliefFrontier({ points }, look);
    },
  },
  {
    module: "portfolio-sizes",
    chart: portfolioSizes,
    title: "How many strategies",
    shows:
      "believable Sharpe ratio and what was earned out of sample, with its interval, by the number of strategies",
    draw: (look) => {
      const sizes = [5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100].map((size, at) => {
        const value = 0.9 * (1 - 0.9 ** (size / 4));
        const sharpe = value * 0.82 + 0.03 * Math.sin(at);
        return { size, value, walkForward: { sharpe, low: sharpe - 0.24, high: sharpe + 0.24 } };
      });
      return portfolioSizes({ sizes, enough: 25 }, look);
    },
  },
  {
    module: "kelly-growth",
    chart: kellyGrowth,
    title: "Kelly",
    shows: "growth rate against the fraction staked",
    draw: (look) => {
      const fraction = Float64Array.from({ length: 101 }, (_, at) => at / 100);
      const growth = fraction.map((one) => 0.024 * one - 0.03 * one * one);
      const marks = [
        { label: "half Kelly", fraction: 0.2, chosen: true },
        { label: "full Kelly", fraction: 0.4 },
        { label: "cap", fraction: 0.6 },
      ];
      return kellyGrowth({ fraction, growth, marks }, look);
    },
  },
];
