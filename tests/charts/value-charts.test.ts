import { describe, expect, it } from "vitest";
import { confidenceHistogram } from "../../electron/charts/confidence-histogram.ts";
import { contributionBars } from "../../electron/charts/contribution-bars.ts";
import { convergenceRace } from "../../electron/charts/convergence-race.ts";
import { correlationHeatmap } from "../../electron/charts/correlation-heatmap.ts";
import { correlationHistogram } from "../../electron/charts/correlation-histogram.ts";
import { kellyGrowth } from "../../electron/charts/kelly-growth.ts";
import { memberHeatmap } from "../../electron/charts/member-heatmap.ts";
import { chartThemes } from "../../electron/charts/parts/theme.ts";
import { pnlDistributionChart } from "../../electron/charts/pnl-distribution.ts";
import { regimeBreakdown } from "../../electron/charts/regime-breakdown.ts";
import { moneyOf } from "../../electron/contract/figures/money.ts";
import { outline, pointsOf } from "./support/outline.ts";

const options = { theme: chartThemes.light, money: moneyOf({ money: "INR", capital: 0, as: "amount" }) };

describe("heatmaps", () => {
  it("leave the diagonal of a correlation matrix blank", () => {
    const chart = correlationHeatmap(
      { names: ["a", "b", "c"], rho: Float64Array.of(1, 0.5, -0.2, 0.5, 1, 0, -0.2, 0, 1) },
      options,
    );
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis category",
        "yAxis category",
        "heatmap: 6",
      ]
    `);
    expect(pointsOf(chart)).toContainEqual([2, 0, -0.2]);
  });

  it("number every column of a small portfolio, and every fifth where numbers would run into each other", () => {
    const numbered = (n: number) => {
      const names = Array.from({ length: n }, (_, at) => `s${at}`);
      const { xAxis } = correlationHeatmap({ names, rho: new Float64Array(n * n) }, options) as {
        xAxis: { axisLabel: { interval: (column: number) => boolean } };
      };
      return names.flatMap((_, at) => (xAxis.axisLabel.interval(at) ? [at + 1] : []));
    };
    expect(numbered(20)).toHaveLength(20);
    expect(numbered(35)).toEqual([1, 5, 10, 15, 20, 25, 30, 35]);
  });

  it("have a cell per member and observation", () => {
    const data = { names: ["a", "b"], dates: ["2024-01-01", "2024-01-02"], pnl: Float64Array.of(1, 2, 3, 4) };
    expect(pointsOf(memberHeatmap(data, options))).toEqual([
      [0, 0, 1],
      [1, 0, 2],
      [0, 1, 3],
      [1, 1, 4],
    ]);
  });
});

describe("histograms", () => {
  it("mark mean and tails of a distribution", () => {
    const histogram = { from: -20, to: 30, counts: [1, 2, 4, 2, 1] };
    const tails = [
      { label: "VaR 95", at: -12 },
      { label: "CVaR 95", at: -17 },
    ];
    const chart = pnlDistributionChart({ histogram, mean: 4, tails }, options);
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis value "P&L per row, ₹"",
        "yAxis value "Rows"",
        "custom: 5, markLine 3",
      ]
    `);
    expect(pointsOf(chart)[0]).toEqual([-20, -10, 1, 0]);
  });

  it("span all correlations from -1 to 1", () => {
    const chart = correlationHistogram(
      { counts: [0, 3, 5, 1], mean: 0.1, threshold: { at: 0.7, pairs: 1 } },
      options,
    );
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis value "Pearson ρ"",
        "yAxis value "Pairs"",
        "custom: 4, markLine 2",
      ]
    `);
    expect(pointsOf(chart).at(-1)).toEqual([0.5, 1, 1, 3]);
  });

  it("say what a confidence threshold keeps", () => {
    const counts = new Float64Array(100);
    counts[69] = 2;
    counts[70] = 3;
    const chart = confidenceHistogram({ counts, threshold: 70, kept: 3, total: 5 }, options);
    expect(JSON.stringify(chart)).toContain("keeps 3 of 5");
  });
});

describe("bars", () => {
  it("put the best regime first", () => {
    const regimes = [
      { name: "calm", total: -2, observations: 4, effective: 3.8 },
      { name: "wild", total: 5, observations: 6, effective: 5.5 },
    ];
    const chart = regimeBreakdown({ regimes }, options);
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis value "P&L in the regime, ₹"",
        "yAxis category",
        "bar: 2",
      ]
    `);
    expect(pointsOf(chart)).toEqual([5, -2]);
  });

  it("show contributions in percent, under names cut in the middle", () => {
    const members = [
      { name: "a", share: 0.25 },
      { name: "b", share: 0.75 },
    ];
    expect(pointsOf(contributionBars({ measure: "risk", members }, options))).toEqual([75, 25]);
    const long = [{ name: "SAMPLEX 1051-1451 SL53%TP57%", share: 1 }];
    const { yAxis } = contributionBars({ measure: "pnl", members: long }, options) as {
      yAxis: { data: readonly string[] };
    };
    expect(yAxis.data).toEqual(["SAMPLEX…SL53%TP57%"]);
  });
});

describe("convergenceRace", () => {
  it("holds every line to the same end and labels all", () => {
    const chart = convergenceRace(
      {
        algorithms: [
          { name: "GA", evaluations: Float64Array.of(1, 10), best: Float64Array.of(1, 2) },
          { name: "SA", evaluations: Float64Array.of(1, 40), best: Float64Array.of(1, 5) },
        ],
        budget: 100,
      },
      options,
    );
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis log "Portfolios tried, logarithmic"",
        "yAxis value "Best so far"",
        "line GA: 3",
        "line SA: 3",
        "custom: 1",
      ]
    `);
    expect(pointsOf(chart, 0).at(-1)).toEqual([40, 2]);
  });

  it("writes a figure of a hundredth with the digits that tell it apart", () => {
    const best = Float64Array.of(0.0126, 0.0143);
    const one = { name: "SA", evaluations: Float64Array.of(1, 10), best };
    const chart = convergenceRace({ algorithms: [one] }, options);
    const labels = (chart.series as unknown as { renderItem: (...given: object[]) => object }[]).at(-1);
    const drawn = labels?.renderItem(
      { coordSys: { x: 0, y: 0, width: 100, height: 100 } },
      { coord: () => [100, 50] },
    );
    expect(JSON.stringify(drawn)).toContain('"0.01430"');
  });

  it("survives algorithms that have not begun", () => {
    const none = { name: "GA", evaluations: new Float64Array(0), best: new Float64Array(0) };
    expect(pointsOf(convergenceRace({ algorithms: [none] }, options))).toEqual([]);
  });
});

describe("kellyGrowth", () => {
  it("marks fractions on the curve and leaves ruin out", () => {
    const chart = kellyGrowth(
      {
        fraction: Float64Array.of(0, 0.5, 1),
        growth: Float64Array.of(0, 0.01, Number.NEGATIVE_INFINITY),
        marks: [{ label: "half", fraction: 0.25, chosen: true }],
      },
      options,
    );
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "xAxis value "Fraction of capital, percent"",
        "yAxis value "Mean log growth per row, percent"",
        "line: 3, markLine 1, markPoint 1",
      ]
    `);
    expect(pointsOf(chart).map((point) => (point as unknown[])[1])).toEqual([0, 1, null]);
  });
});
