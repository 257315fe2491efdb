import { expect, it } from "vitest";
import { sharpeMoments } from "../../../../electron/service/search/luck/sharpe-moments.ts";

it("moments of a series done by hand", () => {
  // mean 2, deviations -2 -1 0 3 -> squares 4 1 0 9
  const moments = sharpeMoments([0, 1, 2, 5]);
  expect(moments.sharpe).toBeCloseTo(2 / Math.sqrt(14 / 3), 12);
  expect(moments.skew).toBeCloseTo((-8 - 1 + 27) / 4 / 3.5 ** 1.5, 12);
  expect(moments.kurtosis).toBeCloseTo((16 + 1 + 81) / 4 / 3.5 ** 2, 12);
});

it("a constant series has no Sharpe ratio, also when its constant is no binary fraction", () => {
  expect(sharpeMoments(Array.from({ length: 20 }, () => 0.1)).sharpe).toBe(0);
});
