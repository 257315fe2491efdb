import fc from "fast-check";
import { expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../../../electron/service/search/luck/normal-distribution.ts";

// Abramowitz and Stegun, table 26.1, and R's pnorm for the tails.
it.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-2, 0.022750131948179195],
  [3, 0.9986501019683699],
  [-6, 9.865876450376946e-10],
  [-10, 7.61985302416047e-24],
])("distribution function at %f", (x, expected) => {
  expect(Math.abs(normalCdf(x) - expected)).toBeLessThanOrEqual(1e-12 * expected);
});

it("the quantile is its inverse", () => {
  fc.assert(
    fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
      // Near 1 a probability cannot hold more than 1e-16, so the lower half is asked.
      const p = normalCdf(-Math.abs(x));
      expect(Math.abs(normalQuantile(p) + Math.abs(x))).toBeLessThanOrEqual(1e-9);
    }),
  );
});

it("has its limits", () => {
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(normalQuantile(-0.1)).toBeNaN();
});
