import { expect, it } from "vitest";
import { strategyGrouping } from "../../../../electron/contract/search.ts";
import { checkGroupings } from "../../../../electron/service/search/constraints/check-groupings.ts";

const labels = ["A", "A", "A", "B", "B", null];
const check =
  (bounds: object, size: number, more: object = {}) =>
  () =>
    checkGroupings(
      {
        groupings: [{ labels, grouping: strategyGrouping.parse({ by: "underlying", ...bounds }) }],
        maxPairCorrelation: 1,
        maxDrawdown: 0,
        ...more,
      },
      size,
    );

it("lets bounds pass that a portfolio can keep", () => {
  expect(check({ each: { min: 1, max: 2 } }, 5)).not.toThrow();
  expect(check({ each: { maxShare: 0.5 } }, 4, { mustInclude: Uint32Array.of(0, 1) })).not.toThrow();
});

it("names the group and the bound that cannot be kept", () => {
  expect(check({ groups: { A: { min: 3, max: 2 } } }, 4)).toThrow(
    "Group A must have at least 3 members and at most 2",
  );
  expect(check({ groups: { B: { min: 3 } } }, 4)).toThrow("Group B must have at least 3 members and has 2");
  expect(check({ each: { max: 1 } }, 2, { mustInclude: Uint32Array.of(0, 2) })).toThrow(
    "2 of the included ones are of it",
  );
  expect(check({ each: { min: 2 } }, 3)).toThrow("at least 4 members together");
  expect(check({ each: { max: 1 } }, 4)).toThrow(
    "at most 3 members together (grouping by underlying, portfolios of 4)",
  );
  expect(check({ groups: { B: { min: 1 } } }, 2, { candidates: Uint32Array.of(0, 1, 5) })).toThrow("has 0");
});

it("says when there is no such group in the data", () => {
  const grouping = strategyGrouping.parse({ by: "zone", each: { min: 1 } });
  const constraints = {
    groupings: [{ labels: [null, null], grouping }],
    maxPairCorrelation: 1,
    maxDrawdown: 0,
  };
  expect(() => checkGroupings(constraints, 1)).toThrow("No strategy belongs to any zone");
});
