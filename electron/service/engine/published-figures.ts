import type { MetricName, Profile } from "../../contract/metrics.ts";

/** A figure that another library's test suite publishes, with what it is computed from. NaN = missing. */
export interface PublishedFigure {
  readonly metric: MetricName;
  readonly profile: Profile;
  readonly source: string;
  readonly values: readonly number[];
  readonly annualisation: number;
  readonly riskFree?: number;
  readonly mar?: number;
  readonly capital?: number;
  readonly expected: number;
  readonly tolerance: number;
}

const mixed = [Number.NaN, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
const falling = [0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05];
const yearly = [0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526];
const bacon = [
  0.003, 0.026, 0.011, -0.01, 0.015, 0.025, 0.016, 0.067, -0.014, 0.04, -0.005, 0.081, 0.04, -0.037, -0.061,
  0.017, -0.049, -0.022, 0.07, 0.058, -0.065, 0.024, -0.005, -0.009,
];
const gaps = [Number.NaN, 0.1, -0.5, Number.NaN, Number.NaN, -0.3, 0.8];

const empyrical = "empyrical-reloaded, tests/test_stats.py";
const skfolio = "skfolio, tests/test_measures/test_measures.py";
const textbook = { profile: "textbook", tolerance: 1e-8 } as const;

export const publishedFigures: readonly PublishedFigure[] = [
  {
    ...textbook,
    metric: "sharpe",
    source: empyrical,
    values: mixed,
    annualisation: 252,
    expected: 1.7238613961706866,
  },
  {
    ...textbook,
    metric: "sharpe",
    source: empyrical,
    values: falling,
    annualisation: 252,
    expected: -24.406808633910085,
  },
  {
    ...textbook,
    metric: "sharpe",
    source: "pypbo, tests/test_metrics.py",
    values: yearly,
    annualisation: 1,
    riskFree: 0.05,
    expected: 0.834364,
    tolerance: 1e-6,
  },
  {
    ...textbook,
    metric: "sortino",
    source: empyrical,
    values: mixed,
    annualisation: 252,
    expected: 2.605531251673693,
  },
  {
    ...textbook,
    metric: "sortino",
    source: empyrical,
    values: mixed,
    annualisation: 252,
    mar: 0.01,
    expected: -1.3934779588919977,
  },
  {
    ...textbook,
    metric: "downside_deviation",
    source: empyrical,
    values: mixed,
    annualisation: 252,
    mar: 0.1,
    expected: 1.7161730681956295,
  },
  {
    ...textbook,
    metric: "downside_deviation",
    source: "PerformanceAnalytics, DownsideDeviation (Bacon)",
    values: bacon,
    annualisation: 1,
    mar: 0.005,
    expected: 0.0255,
    tolerance: 5e-5,
  },
  {
    ...textbook,
    metric: "volatility",
    source: empyrical,
    values: mixed,
    annualisation: 252,
    expected: 0.9136465399704637,
  },
  {
    ...textbook,
    metric: "profit_factor",
    profile: "r",
    source: "PerformanceAnalytics, snapshots (Bacon)",
    values: bacon,
    annualisation: 1,
    expected: 1.7797,
    tolerance: 1e-4,
  },
  {
    ...textbook,
    metric: "max_drawdown",
    profile: "r",
    source: empyrical,
    values: falling,
    annualisation: 1,
    capital: 1,
    expected: 0.3659073,
  },
  { ...textbook, metric: "max_drawdown", source: skfolio, values: gaps, annualisation: 1, expected: 0.8 },
  { ...textbook, metric: "skew", source: skfolio, values: gaps, annualisation: 1, expected: 0.58467838959 },
];
