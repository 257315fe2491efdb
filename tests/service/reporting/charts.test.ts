import { expect, test } from "vitest";
import { drawdownChart } from "../../../electron/charts/drawdown.ts";
import { equityChart } from "../../../electron/charts/equity.ts";
import type { ChartOption } from "../../../electron/charts/parts/frame.ts";
import { rollingSharpeChart } from "../../../electron/charts/rolling-sharpe.ts";
import { moneyOf } from "../../../electron/contract/figures/money.ts";
import { alignedInTime, chart, chartOptions } from "../../../electron/service/reporting/charts.ts";
import { pageStyle } from "../../../electron/service/reporting/page-style.ts";

const dates = Array.from({ length: 40 }, (_, t) =>
  new Date(Date.UTC(2024, 0, 1 + t)).toISOString().slice(0, 10),
);
const curve = Float64Array.from(dates, (_, t) => 1000 * t);
const options = chartOptions(moneyOf({ money: "INR", capital: 0, as: "amount" }));
const overTime: Readonly<Record<string, ChartOption>> = {
  equity: equityChart({ dates, equity: curve, outOfSample: { dates, pnl: [...curve] } }, options),
  drawdown: drawdownChart({ dates, drawdown: curve.map((one) => -one) }, options),
  "rolling Sharpe ratio": rollingSharpeChart({ dates, sharpe: curve, window: 3 }, options),
};
const roomOf = ({ grid }: ChartOption) => (grid as { readonly right: number }).right;

test.each(Object.entries(overTime))(
  "the chart %s of a report has the room that its labels take",
  (_, option) => {
    expect(roomOf(alignedInTime(option))).toBeGreaterThanOrEqual(roomOf(option));
  },
);

test("the last figure of the rolling Sharpe ratio ends within the page, beside its name", () => {
  const sharpe = curve.map((one) => -one / 1000);
  const option = alignedInTime(rollingSharpeChart({ dates, sharpe, window: 3 }, options));
  const { text } = chart(option, 180, "Sharpe ratio");
  const placeOf = (word: string) =>
    Number(new RegExp(`translate\\(([\\d.]+) [\\d.]+\\)"[^>]*>${word}<`).exec(text)?.[1]);
  // No letter of 12 pixels is wider than 9.
  expect(placeOf("−39.00") + 6 * 9).toBeLessThanOrEqual(720);
  expect(placeOf("−39.00") - placeOf("now")).toBeLessThan(4 * 9);
  expect(text).toContain("Sharpe ratio, annualised, last 3 rows");
});

test("no curve runs through the label of the deepest fall", () => {
  const drawdown = { from: 3, to: 20, depth: 5 };
  const { text } = chart(equityChart({ dates, equity: curve, drawdown }, options), 300, "Equity");
  const label = text.indexOf("max drawdown");
  const curves = [...text.matchAll(/<path[^>]* stroke="#2d72d2"/g)].map(({ index }) => index);
  expect(curves.length).toBeGreaterThan(0);
  expect(label).toBeGreaterThan(Math.max(...curves));
});

test("a heading of a column is not broken within a word", () => {
  expect(pageStyle("t", "")).toMatch(/^th \{[^}]*overflow-wrap: normal/m);
});
