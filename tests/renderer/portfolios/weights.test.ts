import fc from "fast-check";
import { expect, test } from "vitest";
import { weightFault, withMember, withoutMember, withWeight } from "../../../renderer/portfolios/weights.ts";

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

test("a member joins with the mean weight, and who stays keeps its proportion", () => {
  const two = { members: ["a", "b"], weights: [0.75, 0.25] };
  expect(withMember(two, "c")).toEqual({ members: ["a", "b", "c"], weights: [0.5, 0.25 / 1.5, 1 / 3] });
  expect(withoutMember({ members: ["a", "b", "c"], weights: [0.5, 0.3, 0.2] }, "a")).toEqual({
    members: ["b", "c"],
    weights: [0.6, 0.4],
  });
});

test("equal weights stay equal weights, and no weight left becomes equal weights", () => {
  expect(withMember({ members: ["a"], weights: null }, "b")).toEqual({ members: ["a", "b"], weights: null });
  expect(withoutMember({ members: ["a", "b"], weights: [1, 0] }, "a")).toEqual({
    members: ["b"],
    weights: null,
  });
});

test("locked weights stay, and the sum is 1", () => {
  const weights = withWeight([0.4, 0.3, 0.2, 0.1], 0, 0.2, (index) => index === 1);
  expect(weights[0]).toBe(0.2);
  expect(weights[1]).toBe(0.3);
  expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  expect((weights[2] ?? 0) / (weights[3] ?? 1)).toBeCloseTo(2, 12);
  // More than the locked ones leave is not to be had.
  expect(withWeight([0.5, 0.5], 0, 0.9, (index) => index === 1)).toEqual([0.5, 0.5]);
});

test.each([
  ["-5", /0 % or more/],
  ["150", /100 % at most/],
  ["abc", /a number/],
  ["", /a number/],
] as const)("a weight of %j is refused with the reason", (text, reason) => {
  expect(weightFault(text)).toMatch(reason);
});

test("a weight is measured against what the locked ones leave", () => {
  expect(weightFault("40", 0.7)).toMatch(/30\.00 % are left/);
  expect(weightFault("30 %", 0.7)).toBeNull();
  expect(weightFault("12,5")).toBeNull();
});
