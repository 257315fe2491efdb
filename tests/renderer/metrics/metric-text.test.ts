import { describe, expect, it } from "vitest";
import { formatMetric, plainMoney } from "../../../electron/contract/figures/money.ts";
import type { MetricBasis } from "../../../electron/contract/metric-basis.ts";
import { metricFormula, metricName, profile } from "../../../electron/contract/metrics.ts";
import { explainMetric, metricTone, metricUnit } from "../../../renderer/metrics/metric-text.ts";

const basis: MetricBasis = {
  profile: "textbook",
  annualisation: 246.5,
  annualisationFrom: "dates",
  warnings: [],
  ddof: 1,
  riskFree: 0,
  mar: 0,
  capital: 0,
  money: "",
  allObservations: 82,
  observations: 82,
  firstDate: "2024-01-01",
  lastDate: "2024-05-01",
  rejects: {},
  missingCells: 0,
  imputedCells: 0,
};
const formulaInTip = (name: Parameters<typeof explainMetric>[0], one: MetricBasis["profile"]) =>
  explainMetric(name, { ...basis, profile: one }).split("\n")[1];

describe("explainMetric", () => {
  it("states the formula that is computed under the profile in force", () => {
    expect(formulaInTip("win_rate", "textbook")).toBe("wins / (wins + losses)");
    expect(formulaInTip("expectancy", "textbook")).toBe("mean of x");
    expect(formulaInTip("sharpe", "legacy")).toMatch(/^mean \/ std \(n\) x sqrt\(A\), no risk-free rate/);
    expect(formulaInTip("kelly", "r")).toBe("half of (mean - risk free) / variance (n - 1)");
  });

  it("has the contract's formula for every metric under every profile", () => {
    for (const one of profile.options)
      for (const name of metricName.options) expect(formulaInTip(name, one)).toBe(metricFormula(name, one));
  });

  it("names the observations a year where they matter, and cells that were not taken as written", () => {
    const year = "A = 246.5 rows a year, inferred from the dates";
    expect(explainMetric("sharpe", basis)).toContain(year);
    expect(explainMetric("sortino", basis)).toContain(year);
    expect(explainMetric("sortino", { ...basis, profile: "r" })).not.toContain("a year");
    expect(explainMetric("roi", basis)).not.toContain("a year");
    expect(explainMetric("roi", { ...basis, rejects: { text: 2, empty: 1 } })).toMatch(
      /\n3 cells of the dataset/,
    );
    expect(explainMetric("roi", null)).toBe("Total P&L");
  });
});

describe("a metric on a screen", () => {
  it("shows fractions as percent, small amounts with decimals, and colours signed ones", () => {
    expect([formatMetric("win_rate", 0.513), metricUnit("win_rate", plainMoney)]).toEqual(["51.3", "%"]);
    expect([formatMetric("roi", 12.5), formatMetric("roi", 1250.4)]).toEqual(["12.50", "1,250"]);
    expect([
      metricUnit("zero_days", plainMoney),
      metricUnit("skew", plainMoney),
      metricUnit("drawdown_start", plainMoney),
    ]).toEqual(["rows", "", ""]);
    expect([metricTone("roi", -1), metricTone("roi", 0), metricTone("sharpe", 1)]).toEqual([
      "loss",
      undefined,
      undefined,
    ]);
  });
});
