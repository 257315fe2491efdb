import fc from "fast-check";
import { expect, it } from "vitest";
import { orderGroups } from "../../../../electron/service/analysis/correlation/linkage.ts";

/** Groups share a market factor with loading 0.5; members of a sector share 0.6 more of their variance. */
const market = Math.sqrt(0.25);
const sector = Math.sqrt(0.36);
const centre = (of: number) => Float64Array.of(market, ...[0, 1, 2].map((j) => (j === of ? sector : 0)));

it("keeps sectors apart that share a weak market factor", () => {
  const { cluster, order } = orderGroups([0, 1, 2, 0, 1, 2].map(centre), [5, 5, 5, 5, 5, 5], 0.3);
  expect(cluster[0]).toBe(cluster[3]);
  expect(cluster[1]).toBe(cluster[4]);
  expect(cluster[2]).toBe(cluster[5]);
  expect(new Set(cluster).size).toBe(3);
  for (const pair of [
    [0, 3],
    [1, 4],
    [2, 5],
  ] as const) {
    expect(Math.abs(order.indexOf(pair[0]) - order.indexOf(pair[1]))).toBe(1);
  }
});

it("makes one cluster where the cut is under the market's correlation", () => {
  const { cluster } = orderGroups([0, 1, 2].map(centre), [1, 1, 1], 0.25);
  expect(new Set(cluster).size).toBe(1);
});

it("leaves a group of constant strategies alone", () => {
  const { cluster } = orderGroups([centre(0), new Float64Array(4), centre(0)], [3, 3, 3], 0.3);
  expect(cluster[0]).toBe(cluster[2]);
  expect(cluster[1]).not.toBe(cluster[0]);
});

it("orders every group once and numbers clusters in the order of the map", () => {
  const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
  const groups = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(groups, fc.double({ min: -1, max: 1, noNaN: true }), (points, cut) => {
      const centres = points.map((point) => Float64Array.from(point));
      const { cluster, order } = orderGroups(
        centres,
        centres.map(() => 1),
        cut,
      );
      expect([...order].sort((a, b) => a - b)).toEqual(centres.map((_, g) => g));
      let next = 0;
      for (const group of order) {
        expect(cluster[group]).toBeLessThanOrEqual(next);
        if (cluster[group] === next) next += 1;
      }
    }),
  );
});
