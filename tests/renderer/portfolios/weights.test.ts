import fc from "fast-check";
import { expect, test } from "vitest";
import { withWeight } from "../../../renderer/portfolios/weights.ts";

test("weights always sum to 1, and the others keep their proportions", () => {
  const case_ = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 40 })
    .chain((raw) =>
      fc.tuple(
        fc.constant(raw),
        fc.nat({ max: raw.length - 1 }),
        fc.double({ min: -1, max: 2, noNaN: true }),
      ),
    );
  fc.assert(
    fc.property(case_, ([raw, at, weight]) => {
      const total = raw.reduce((sum, value) => sum + value, 0);
      const weights = total > 0 ? raw.map((value) => value / total) : raw.map(() => 1 / raw.length);
      const changed = withWeight(weights, at, weight);
      expect(changed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...changed)).toBeGreaterThanOrEqual(0);
      const others = weights.map((_, index) => index).filter((index) => index !== at);
      // Where the others weighed nothing there are no proportions to keep.
      if (others.every((index) => weights[index] === 0)) return;
      const [a = 0, b = 0] = others;
      expect((changed[a] ?? 0) * (weights[b] ?? 0)).toBeCloseTo((changed[b] ?? 0) * (weights[a] ?? 0), 9);
    }),
  );
});
