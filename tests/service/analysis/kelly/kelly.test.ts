import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bestFraction,
  growthRate,
  rawKelly,
  sizeKelly,
  winLoss,
} from "../../../../electron/service/analysis/kelly/fraction.ts";
import {
  jointKelly,
  limitLeverage,
  varianceShares,
} from "../../../../electron/service/analysis/kelly/portfolio.ts";
import { roundToLots } from "../../../../electron/service/analysis/kelly/position.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const raw = (pnl: readonly number[], form: Parameters<typeof rawKelly>[2]["form"], capital = 1) => {
  const series = Float64Array.from(pnl);
  return rawKelly(
    winLoss(series),
    series.map((value) => value / capital),
    { form, zeroDays: "count" },
  );
};
/** Wins of w and losses of l in the proportion p. */
const bets = (wins: number, losses: number, w: number, l: number) => [
  ...new Array<number>(wins).fill(w),
  ...new Array<number>(losses).fill(-l),
];
const returns = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 40 })
  .map((cents) => cents.map((one) => one / 100));

describe("rawKelly", () => {
  it("bets 6 percent on a 53 percent chance at even odds, growing by 0.001801", () => {
    // mlfinlab, test_kelly_betting.
    expect(raw(bets(53, 47, 1, 1), "unit")).toBeCloseTo(0.06, 12);
    expect(growthRate(bets(53, 47, 1, 1), 0.06)).toBeCloseTo(0.001801, 6);
  });

  it("tells the unit stake from the growth-optimal multiple: 0.40 against 40", () => {
    // p = 0.6, win 2 %, loss 1 % of capital.
    expect(raw(bets(6, 4, 2, 1), "unit", 100)).toBeCloseTo(0.4, 12);
    expect(raw(bets(6, 4, 2, 1), "growth", 100)).toBeCloseTo(40, 9);
    expect(raw(bets(6, 4, 2, 1), "empirical", 100)).toBeCloseTo(40, 9);
  });

  it("is the later generation's figure for every strategy of 20 x 40", () => {
    const table = readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2);
    const golden = goldenJson<{
      strategies: Record<
        string,
        { later_cudf: { kelly_raw: number | null; kelly_fraction_cap25: number | null } }
      >;
    }>("entire_day_20x40/strategy_metrics.json");
    let compared = 0;
    table.strategies.forEach((name, i) => {
      const { kelly_raw, kelly_fraction_cap25 } = golden.strategies[name]?.later_cudf ?? {};
      const series = table.matrix.rows.map((row) => row[i] as number);
      const facts = winLoss(series);
      if (typeof kelly_raw !== "number" || facts.wins === 0 || facts.losses === 0) return;
      expectClose(raw(series, "unit"), kelly_raw, 1, name);
      const sized = sizeKelly(raw(series, "unit"), { multiplier: 1, cap: 0.25, floor: 0 }, 1);
      expectClose(sized, kelly_fraction_cap25 as number, 1, name);
      compared += 1;
    });
    expect(compared).toBeGreaterThan(30);
  });

  it("defines the degenerate cases", () => {
    for (const form of ["unit", "growth", "empirical"] as const) {
      expect(raw([0, 0, 0], form)).toBe(0);
      expect(raw([-1, -2], form)).toBe(0);
      expect(raw([1, 2], form)).toBe(Number.POSITIVE_INFINITY);
    }
    expect(raw([3, 3, 3], "continuous")).toBe(Number.POSITIVE_INFINITY);
    expect(raw([0, 0], "continuous")).toBe(0);
  });
});

describe("bestFraction", () => {
  it("is where no other fraction grows faster", () => {
    fc.assert(
      fc.property(returns, fc.double({ min: 0, max: 3, noNaN: true }), (series, other) => {
        const best = bestFraction(series);
        fc.pre(Number.isFinite(best));
        expect(growthRate(series, best)).toBeGreaterThanOrEqual(growthRate(series, other) - 1e-12);
      }),
    );
  });

  it("scales inversely with the stake", () => {
    fc.assert(
      fc.property(returns, fc.integer({ min: 1, max: 1000 }), (series, capital) => {
        const best = bestFraction(series);
        fc.pre(Number.isFinite(best) && best > 0);
        const scaled = bestFraction(series.map((value) => value / capital));
        expect(scaled / capital).toBeCloseTo(best, 6);
      }),
    );
  });
});

describe("sizeKelly", () => {
  it("multiplies, then floors and caps, then applies confidence", () => {
    const options = { multiplier: 0.5, cap: 0.25, floor: 0.05 };
    expect(sizeKelly(0.3, options, 1)).toBe(0.15);
    expect(sizeKelly(0.04, options, 1)).toBe(0.05);
    expect(sizeKelly(Number.POSITIVE_INFINITY, options, 0.8)).toBe(0.2);
  });

  it("never funds a strategy without an edge, whatever the floor", () => {
    expect(sizeKelly(-0.3, { multiplier: 1, cap: 0.25, floor: 0.01 }, 1)).toBe(0);
    expect(sizeKelly(Number.NaN, { multiplier: 1, cap: 0.25, floor: 0.01 }, 1)).toBe(0);
  });
});

describe("allocation", () => {
  it("keeps the leverage limit and the proportions", () => {
    expect(Array.from(limitLeverage(Float64Array.of(0.2, 0.6), 0.4))).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(0.3, 12),
    ]);
    expect(Array.from(limitLeverage(Float64Array.of(0.1, 0.2), 1))).toEqual([0.1, 0.2]);
  });

  it("rounds down to lots", () => {
    expect(Array.from(roundToLots(Float64Array.of(2.9, 0.3, 5), 1))).toEqual([2, 0, 5]);
    expect(Array.from(roundToLots(Float64Array.of(2.9), 0))).toEqual([2.9]);
  });

  it("splits the variance into shares that sum to 1", () => {
    const shares = varianceShares(Float64Array.of(4, 1, 1, 9), Float64Array.of(2, 1));
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    // 2 * (4*2 + 1*1) of 2*9 + 1*(2+9).
    expect(shares[0]).toBeCloseTo(18 / 29, 12);
  });

  it("solves covariance x size = mean, and leaves members without variance out", () => {
    const covariance = Float64Array.of(2, 1, 0, 1, 3, 0, 0, 0, 0);
    const sizes = jointKelly(covariance, Float64Array.of(1, 2, 5));
    expect(sizes[0]).toBeCloseTo(0.2, 12);
    expect(sizes[1]).toBeCloseTo(0.6, 12);
    expect(sizes[2]).toBeNaN();
  });
});
