import { describe, expect, it } from "vitest";
import {
  comparedMoney,
  formatMetric,
  formatMoney,
  isShortUnit,
  isSign,
  metricMoney,
  metricText,
  moneyOf,
  moneyText,
  plainMoney,
} from "../../electron/contract/figures/money.ts";

const amount = (money: string) => moneyOf({ money, capital: 0, as: "amount" });

describe("amounts", () => {
  it.each([
    ["INR", 12_345_678, "₹1,23,45,678"],
    ["INR", -30_648.4, "−₹30,648"],
    ["USD", 12_345_678, "$12,345,678"],
    ["EUR", 40.284, "€40.28"],
    ["points", -1_234, "−1,234 points"],
    ["XYZ", 1_234, "1,234 XYZ"],
    ["", 1_234, "1,234"],
  ])("in %s: %d is %s", (money, value, text) => expect(moneyText(value, amount(money))).toBe(text));

  it("are percent of a declared capital where that is asked for, and amounts without one", () => {
    const percent = moneyOf({ money: "INR", capital: 500_000, as: "percent" });
    expect(moneyText(30_648, percent)).toBe("6.13 %");
    expect(moneyText(-2_500_000, percent)).toBe("−500 %");
    expect(moneyText(30_648, moneyOf({ money: "INR", capital: 0, as: "percent" }))).toBe("₹30,648");
  });

  it("keep the digits that a small amount needs", () => {
    expect([0, 0.184, 99.994, 100.4].map((one) => formatMoney(one, plainMoney))).toEqual([
      "0",
      "0.18",
      "99.99",
      "100",
    ]);
  });
});

describe("amounts that are compared", () => {
  it.each([
    ["USD", 40.28, 40, ["$40.3", "$40.0"]],
    ["", 0.18, 0.2, ["0.18", "0.20"]],
    ["points", 7, 7, ["7 points", "7 points"]],
    ["INR", 125_000, 300_000, ["₹1,25,000", "₹3,00,000"]],
  ])("in %s: %d and %d are told apart", (money, a, b, texts) => {
    const write = comparedMoney([a, b], amount(money));
    expect([write(a), write(b)]).toEqual(texts);
  });
});

describe("units", () => {
  it.each([
    ["₹", true, true],
    ["A$", true, true],
    ["%", false, true],
    ["points", false, false],
    ["Rs", false, false],
  ])("%s stands in front of a figure: %s, in a narrow heading: %s", (unit, inFront, short) =>
    expect([isSign(unit), isShortUnit(unit)]).toEqual([inFront, short]),
  );
});

describe("metrics", () => {
  it("in currency follow the money, others do not", () => {
    const percent = moneyOf({ money: "INR", capital: 1_000, as: "percent" });
    expect(formatMetric("roi", 123_456, amount("INR"))).toBe("1,23,456");
    expect(metricText("roi", 123_456, percent)).toBe("12,346 %");
    expect(metricText("win_rate", 0.5614, percent)).toBe("56.1 %");
    expect(metricText("sharpe", 1.234, percent)).toBe("1.23");
  });

  it("of profile r with a capital are fractions already", () => {
    const shown = metricMoney({ profile: "r", capital: 1_000 }, amount("INR"));
    expect(metricText("max_drawdown", 0.1234, shown)).toBe("12.34 %");
    expect(metricMoney({ profile: "textbook", capital: 1_000 }, amount("INR")).unit).toBe("₹");
  });
});
