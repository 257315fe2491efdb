import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  drawdownCurve,
  equityCurve,
  pnlHistogram,
} from "../../../../electron/service/analysis/series/curves.ts";
import { naiveLegacy } from "../support/naive-series.ts";

const pnl = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values));

describe("drawdownCurve", () => {
  it("has the executed program's peculiar start: twenty rows of -10 draw down 190, not 200", () => {
    const equity = equityCurve(new Float64Array(20).fill(-10));
    expect(drawdownCurve(equity, false).depth).toBe(190);
    expect(drawdownCurve(equity, true)).toMatchObject({ depth: 200, peak: -1, trough: 19, recovery: -1 });
  });

  it("is the naive drawdown, and its span says where", () => {
    fc.assert(
      fc.property(pnl, (series) => {
        const equity = equityCurve(series);
        const curve = drawdownCurve(equity, false);
        expect(curve.depth).toBe(naiveLegacy(Array.from(series)).maxDrawdown);
        if (curve.depth === 0) return;
        expect((equity[curve.peak] as number) - (equity[curve.trough] as number)).toBe(curve.depth);
        if (curve.recovery >= 0) {
          expect(equity[curve.recovery]).toBeGreaterThanOrEqual(equity[curve.peak] as number);
        }
      }),
    );
  });
});

describe("pnlHistogram", () => {
  it("counts every observation once, with an edge at 0", () => {
    fc.assert(
      fc.property(pnl, fc.integer({ min: 4, max: 60 }), (series, bins) => {
        const { from, to, counts } = pnlHistogram(series, bins);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(series.length);
        const width = (to - from) / counts.length;
        const edge = -from / width;
        expect(Math.abs(edge - Math.round(edge))).toBeLessThan(1e-9);
        const gains = counts.slice(Math.round(edge)).reduce((a, b) => a + b, 0);
        expect(gains).toBe(series.filter((value) => value >= 0).length);
      }),
    );
  });
});
