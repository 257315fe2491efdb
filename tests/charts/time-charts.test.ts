import { describe, expect, it } from "vitest";
import { calendarHeatmap } from "../../electron/charts/calendar-heatmap.ts";
import { compareEquityChart } from "../../electron/charts/compare-equity.ts";
import { drawdownChart } from "../../electron/charts/drawdown.ts";
import { equityChart } from "../../electron/charts/equity.ts";
import { monthlyHeatmap, monthlySums } from "../../electron/charts/monthly-heatmap.ts";
import { chartThemes } from "../../electron/charts/parts/theme.ts";
import { rollingSharpeChart } from "../../electron/charts/rolling-sharpe.ts";
import { moneyOf } from "../../electron/contract/figures/money.ts";
import { outline, pointsOf } from "./support/outline.ts";

const options = {
  theme: chartThemes.dark,
  title: "T",
  money: moneyOf({ money: "INR", capital: 0, as: "amount" }),
};
const dates = ["2024-01-04", "2024-01-11", "2024-02-01", "2025-01-02"];
const pnl = Float64Array.of(10, -4, 7, 1);
const equity = Float64Array.of(10, 6, 13, 14);

describe("equityChart", () => {
  const chart = equityChart({ dates, equity, drawdown: { from: 0, to: 1, depth: 4 } }, options);

  it("has its structure", () => {
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "title "T"",
        "xAxis time",
        "yAxis value "Cumulative P&L, ₹"",
        "line: 4, markArea 1",
      ]
    `);
  });

  it("places every day at midnight UTC", () => {
    expect(pointsOf(chart)[0]).toEqual([Date.UTC(2024, 0, 4), 10]);
  });

  it("writes the fall over the rows where there is room, before it or behind", () => {
    const at = (from: number, to: number) =>
      JSON.stringify(equityChart({ dates, equity, drawdown: { from, to, depth: 4 } }, options));
    expect(at(0, 1)).toContain("insideBottomLeft");
    expect(at(2, 3)).toContain("insideBottomRight");
  });

  it("shades nothing where nothing was lost", () => {
    const flat = equityChart({ dates, equity, drawdown: { from: -1, to: -1, depth: 0 } }, options);
    expect(outline(flat).join()).not.toContain("markArea");
  });
});

describe("drawdownChart", () => {
  it("draws the distance below the peak downwards", () => {
    const chart = drawdownChart({ dates, drawdown: Float64Array.of(0, 4, 0, 0), limit: 5 }, options);
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "title "T"",
        "xAxis time",
        "yAxis value "Drawdown, ₹"",
        "line: 4, markLine 1, markPoint 1",
      ]
    `);
    expect((pointsOf(chart)[1] as number[])[1]).toBe(-4);
  });

  it("makes room for a limit that was never reached", () => {
    const floorOf = (limit: number) => {
      const chart = drawdownChart({ dates, drawdown: Float64Array.of(0, 4, 0, 0), limit }, options);
      return (chart.yAxis as { min?: number }).min;
    };
    expect(floorOf(400)).toBe(-450);
    expect(floorOf(3)).toBeUndefined();
  });
});

describe("compareEquityChart", () => {
  it("has one named line per portfolio", () => {
    const portfolios = [
      { name: "A", dates, equity },
      { name: "B", dates: dates.slice(1), equity: equity.slice(1) },
    ];
    expect(outline(compareEquityChart({ portfolios }, options))).toMatchInlineSnapshot(`
      [
        "title "T"",
        "xAxis time",
        "yAxis value "Cumulative P&L, ₹"",
        "line A: 4",
        "line B: 3",
        "custom: 1",
      ]
    `);
  });
});

describe("rollingSharpeChart", () => {
  it("leaves gaps where the ratio is not defined", () => {
    const sharpe = Float64Array.of(1, Number.NaN, 2, Number.POSITIVE_INFINITY);
    const chart = rollingSharpeChart({ dates, sharpe, window: 3, whole: 1.5 }, options);
    expect(outline(chart)).toMatchInlineSnapshot(`
      [
        "title "T"",
        "xAxis time",
        "yAxis value "Sharpe ratio, annualised, last 3 rows"",
        "line: 4, markLine 2",
        "custom: 1",
      ]
    `);
    expect(pointsOf(chart).map((point) => (point as unknown[])[1])).toEqual([1, null, 2, null]);
  });

  it("writes its levels beside the plot, over no curve", () => {
    const chart = rollingSharpeChart(
      { dates, sharpe: Float64Array.of(1, 1, 2, 2), window: 3, whole: 1.5 },
      options,
    );
    const [line] = chart.series as { markLine: { data: { label: { formatter: string } }[] } }[];
    expect(line?.markLine.data.map(({ label }) => label.formatter)).toEqual(["", ""]);
  });
});

describe("calendars", () => {
  it("sums months and years", () => {
    const { years, cells } = monthlySums(dates, pnl);
    expect(years).toEqual(["2024", "2025"]);
    expect(cells).toContainEqual({ month: 0, year: 0, sum: 6 });
    expect(cells).toContainEqual({ month: 12, year: 0, sum: 13 });
    expect(cells).toHaveLength(5);
  });

  it("have their structure", () => {
    expect(outline(monthlyHeatmap({ dates, pnl }, options))).toMatchInlineSnapshot(`
      [
        "title "T"",
        "xAxis category",
        "yAxis category",
        "heatmap: 5",
      ]
    `);
    expect(outline(calendarHeatmap({ dates, pnl }, options))).toMatchInlineSnapshot(`
      [
        "title "T"",
        "heatmap: 3",
        "heatmap: 1",
      ]
    `);
  });
});
