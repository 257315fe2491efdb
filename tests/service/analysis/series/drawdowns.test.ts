import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawdownCurve, equityCurve } from "../../../../electron/service/analysis/series/curves.ts";
import { deepestDrawdowns } from "../../../../electron/service/analysis/series/drawdowns.ts";

const equities = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 })
  .map((values) => equityCurve(Float64Array.from(values)));

describe("deepestDrawdowns", () => {
  it("has a known curve's falls with their places, one not recovered", () => {
    const equity = Float64Array.of(10, 6, 10, 12, 3, 5, 12, 13, 11, 12);
    expect(deepestDrawdowns(equity, true, 10)).toEqual([
      { depth: 9, peak: 3, trough: 4, recovery: 6 },
      { depth: 4, peak: 0, trough: 1, recovery: 2 },
      { depth: 2, peak: 7, trough: 8, recovery: -1 },
    ]);
  });

  it("begins a fall after a recovery to the same height at that recovery", () => {
    expect(deepestDrawdowns(Float64Array.of(-15, -49, 0, -1, -1), true, 10)).toEqual([
      { depth: 49, peak: -1, trough: 1, recovery: 2 },
      { depth: 1, peak: 2, trough: 3, recovery: -1 },
    ]);
  });

  it("counts a fall before the first gain only from zero", () => {
    const equity = Float64Array.of(-4, -1, 2);
    expect(deepestDrawdowns(equity, true, 10)).toEqual([{ depth: 4, peak: -1, trough: 0, recovery: 2 }]);
    expect(deepestDrawdowns(equity, false, 10)).toEqual([]);
  });

  it("begins with the deepest of the whole curve, and its falls hold no row twice", () => {
    fc.assert(
      fc.property(equities, fc.boolean(), (equity, fromZero) => {
        const falls = deepestDrawdowns(equity, fromZero, 100);
        const { depth, peak, trough, recovery, drawdown } = drawdownCurve(equity, fromZero);
        expect(falls[0] ?? null).toEqual(
          depth > 0 ? { depth, peak: expect.any(Number), trough, recovery } : null,
        );
        // Of several rows of one height the curve has the first, a fall the one where the fall before had recovered.
        const height = (row: number) => (row < 0 ? 0 : equity[row]);
        if (falls[0]) expect(height(falls[0].peak)).toBe(height(peak));
        const ends = (row: number) => (row < 0 ? equity.length : row);
        const below = falls.flatMap((one) =>
          Array.from({ length: ends(one.recovery) - one.peak - 1 }, (_, k) => one.peak + 1 + k),
        );
        const under = Array.from(drawdown.keys()).filter((row) => (drawdown[row] as number) > 0);
        expect(new Set(below).size).toBe(below.length);
        expect(under.every((row) => below.includes(row))).toBe(true);
      }),
    );
  });
});
