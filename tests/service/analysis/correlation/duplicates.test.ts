import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepBetter } from "../../../../electron/service/analysis/correlation/duplicates.ts";

const input = fc.integer({ min: 2, max: 15 }).chain((n) =>
  fc.record({
    quality: fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN)), {
      minLength: n,
      maxLength: n,
    }),
    links: fc.uniqueArray(
      fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a < b),
      { selector: ([a, b]) => `${a}-${b}`, maxLength: 40 },
    ),
  }),
);

describe("keepBetter", () => {
  it("keeps no two that resemble each other, and leaves out none without a better one that was kept", () => {
    fc.assert(
      fc.property(input, ({ quality, links }) => {
        const pairs = {
          a: Uint32Array.from(links, ([a]) => a),
          b: Uint32Array.from(links, ([, b]) => b),
          rho: new Float64Array(links.length).fill(0.99),
        };
        const { kept, removed, resembles } = keepBetter(Float64Array.from(quality), pairs);
        const isKept = new Set(kept);
        expect(kept.length + removed.length).toBe(quality.length);
        for (const [a, b] of links) expect(isKept.has(a) && isKept.has(b)).toBe(false);
        removed.forEach((one, k) => {
          const other = resembles[k] as number;
          expect(isKept.has(other)).toBe(true);
          expect(links.some(([a, b]) => (a === one && b === other) || (a === other && b === one))).toBe(true);
          const rank = (i: number) => (Number.isNaN(quality[i]) ? -Infinity : (quality[i] as number));
          expect(rank(other)).toBeGreaterThanOrEqual(rank(one));
        });
      }),
    );
  });
});
