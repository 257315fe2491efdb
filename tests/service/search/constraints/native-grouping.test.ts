import { expect, it } from "vitest";
import { strategyGrouping } from "../../../../electron/contract/search.ts";
import { nativeGrouping } from "../../../../electron/service/search/constraints/native-grouping.ts";

const labels = ["b", "a", null, "b"];

it("bounds of a group go over those of every group, and shares are rounded down", () => {
  const grouping = strategyGrouping.parse({
    by: "underlying",
    each: { max: 5, maxShare: 0.29 },
    groups: { b: { min: 1, maxShare: 1 } },
  });
  const native = nativeGrouping(labels, grouping, 10);
  expect(Array.from(native.groupOf)).toEqual([1, 0, 0xffffffff, 1]);
  expect(Array.from(native.minimum)).toEqual([0, 1]);
  expect(Array.from(native.maximum)).toEqual([2, 5]);
});

it("a share that is a whole number of strategies is not lost to rounding", () => {
  const grouping = strategyGrouping.parse({ by: "underlying", each: { maxShare: 0.1 } });
  expect(Array.from(nativeGrouping(labels, grouping, 30).maximum)).toEqual([3, 3]);
});

it("balance becomes counts", () => {
  const grouping = strategyGrouping.parse({
    by: "underlying",
    balance: { weight: 2, shares: { a: 0.7, b: 0.3 } },
  });
  const native = nativeGrouping(labels, grouping, 10);
  expect(Array.from(native.desired ?? [])).toEqual([7, 3]);
  expect(native.balanceWeight).toBe(2);
});

it("a group that nobody belongs to is named", () => {
  const grouping = strategyGrouping.parse({ by: "underlying", groups: { c: { min: 1 } } });
  expect(() => nativeGrouping(labels, grouping, 10)).toThrow("No strategy belongs to the group c.");
});
