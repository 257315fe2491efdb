import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MetricName } from "../../../electron/contract/metrics.ts";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { type MetricSettings, nativeSession } from "../../support/native-session.ts";

const golden = join(import.meta.dirname, "../../golden/risk_metrics");
const expectedSeries = goldenJson<{ series: Record<string, { metrics: Record<string, number> }> }>(
  "risk_metrics/risk_expected.json",
).series;

/** Golden field -> our metric, its settings, and what turns one into the other's unit. */
type Figure = [field: string, metric: MetricName, settings: Partial<MetricSettings>, factor?: number];

const textbook: Figure[] = [
  ["n", "observations", {}],
  ["sum", "roi", {}],
  ["mean", "mean", {}],
  ["std_sample", "std", {}],
  ["min", "worst", {}],
  ["max", "best", {}],
  ["annualized_return_252", "annualized_return", {}],
  ["sharpe_standard", "sharpe", {}],
  ["sharpe_standard_not_annualised", "sharpe", { annualisation: 1 }],
  ["sharpe_standard_rf15", "sharpe", { riskFree: 15 }],
  ["downside_deviation_mar0", "downside_deviation", { annualisation: 1 }],
  ["downside_deviation_mar50", "downside_deviation", { annualisation: 1, mar: 50 }],
  ["sortino_standard", "sortino", {}],
  ["sortino_standard_mar50", "sortino", { mar: 50 }],
  ["max_drawdown_peak_zero", "max_drawdown", {}],
  ["calmar_annualised_252_peak_zero", "calmar", {}],
  ["roi_over_drawdown_peak_zero", "ratio", {}],
  ["ulcer_currency_peak_zero", "ulcer", {}],
  ["ulcer_percent_capital_1e6", "ulcer_fraction", { capital: 1e6 }, 100],
  ["max_drawdown_percent_capital_1e6", "max_drawdown_fraction", { capital: 1e6 }, 100],
  ["var_95", "var_95", {}],
  ["var_99", "var_99", {}],
  ["parametric_var_95_sample_std", "var_95_gaussian", {}],
  ["parametric_var_99_sample_std", "var_99_gaussian", {}],
  ["omega_0", "omega", {}],
  ["omega_50", "omega", { mar: 50 }],
  ["profit_factor", "profit_factor", {}],
  ["expectancy_standard", "expectancy", {}],
  ["skew_population", "skew", {}],
  ["excess_kurtosis_population", "kurtosis", {}],
];
const legacy: Figure[] = [
  ["std_population", "std", {}],
  ["win_fraction", "win_rate", {}],
  ["max_drawdown_peak_first", "max_drawdown", {}],
  ["calmar_min_252_T_peak_first", "calmar", {}],
  ["ulcer_currency_peak_first", "ulcer", {}],
  ["cvar_95", "cvar_95", {}],
  ["cvar_99", "cvar_99", {}],
  ["profit_factor_legacy_report", "profit_factor", {}],
  ["expectancy_legacy", "expectancy", {}],
  ["kelly_discrete_cap025", "kelly", {}],
  ["legacy_sharpe", "sharpe", {}],
  ["legacy_sortino", "sortino", {}],
];
const r: Figure[] = [
  ["sortino_standard_not_annualised", "sortino", {}],
  ["parametric_var_95_population_std", "var_95_gaussian", {}],
  ["parametric_var_99_population_std", "var_99_gaussian", {}],
  // PerformanceAnalytics halves the continuous Kelly fraction.
  ["kelly_continuous_per_rupee", "kelly", {}, 2],
];
/** The textbook ratio to a drawdown of 0 is no number; the golden file stores its limit. */
const definedOtherwise = (metric: MetricName, drawdown: number | undefined): boolean =>
  metric === "calmar" && drawdown === 0;

const currency = /std|sum|mean|min|max$|return|deviation|drawdown_peak|ulcer_currency|var|expectancy/;
const ratios = /sharpe|sortino|calmar|roi_over|fraction|omega|profit/;

describe.each(Object.entries(expectedSeries))("%s", (name, { metrics: expected }) => {
  const lines = readFileSync(join(golden, "series", `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const rows = lines.map((line) => Float64Array.of(Number(line.split(",").at(-1))));
  const meanAbs = rows.reduce((sum, [x = 0]) => sum + Math.abs(x), 0) / rows.length;

  it.each([
    ["textbook", textbook],
    ["legacy", legacy],
    ["r", r],
  ] as const)("%s", async (profile, figures) => {
    const session = await nativeSession(rows);
    const wrong: string[] = [];
    for (const [field, metric, settings, factor = 1] of figures) {
      const isTextbook = profile === "textbook";
      if (isTextbook && definedOtherwise(metric, expected.max_drawdown_peak_zero)) continue;
      const values = await session.metrics([metric], { profile, ...settings });
      const actual = factor * (values[metric][0] ?? Number.NaN);
      const basis = currency.test(field) && !ratios.test(field) ? meanAbs : 1e-3;
      const value = expected[field] ?? Number.NaN;
      if (!(deviation(actual, value, basis) <= 1e-9)) wrong.push(`${field}: ${actual} instead of ${value}`);
    }
    session.addon.closeSession(session.handle);
    expect(wrong).toEqual([]);
  });
});
