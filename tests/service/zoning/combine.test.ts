import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combinationWeights } from "../../../electron/service/zoning/combine.ts";

const zones = [
  { weight: 1, fitness: 2, roi: 30 },
  { weight: 3, fitness: 5, roi: -40 },
  { weight: 0, fitness: 5, roi: 10 },
];

describe("combinationWeights", () => {
  it("follows the zone weights, treats all alike, takes the best, or follows profit", () => {
    expect([...combinationWeights("weighted", zones)]).toEqual([0.25, 0.75, 0]);
    expect([...combinationWeights("equal", zones)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    // The first of two equally fit zones.
    expect([...combinationWeights("best", zones)]).toEqual([0, 1, 0]);
    const total = 30 + 0.01 + 10;
    expect([...combinationWeights("allocation", zones)]).toEqual([30 / total, 0.01 / total, 10 / total]);
  });

  it("treats zones alike that weigh nothing together", () => {
    const none = zones.map((zone) => ({ ...zone, weight: 0 }));
    expect([...combinationWeights("weighted", none)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it("sums to 1 and is never negative", () => {
    const zone = fc.record({
      weight: fc.double({ min: 0, max: 1e6, noNaN: true }),
      fitness: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      roi: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    });
    const kind = fc.constantFrom("weighted", "equal", "best", "allocation" as const);
    fc.assert(
      fc.property(fc.array(zone, { minLength: 1, maxLength: 12 }), kind, (many, how) => {
        const shares = [...combinationWeights(how, many)];
        expect(Math.abs(shares.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12);
        expect(shares.every((share) => share >= 0)).toBe(true);
      }),
    );
  });
});
