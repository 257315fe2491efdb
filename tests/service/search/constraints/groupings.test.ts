import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strategyGrouping } from "../../../../electron/contract/search.ts";
import {
  checkGroupings,
  groupLabels,
  nameMatcher,
  nativeGrouping,
} from "../../../../electron/service/search/constraints/groupings.ts";
import { searchView } from "../support/search-view.ts";

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

describe("checkGroupings", () => {
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
});

const labelOf = ["b", "a", null, "b"];

describe("nativeGrouping", () => {
  it("bounds of a group go over those of every group, and shares are rounded down", () => {
    const grouping = strategyGrouping.parse({
      by: "underlying",
      each: { max: 5, maxShare: 0.29 },
      groups: { b: { min: 1, maxShare: 1 } },
    });
    const native = nativeGrouping(labelOf, grouping, 10);
    expect(Array.from(native.groupOf)).toEqual([1, 0, 0xffffffff, 1]);
    expect(Array.from(native.minimum)).toEqual([0, 1]);
    expect(Array.from(native.maximum)).toEqual([2, 5]);
  });

  it("a share that is a whole number of strategies is not lost to rounding", () => {
    const grouping = strategyGrouping.parse({ by: "underlying", each: { maxShare: 0.1 } });
    expect(Array.from(nativeGrouping(labelOf, grouping, 30).maximum)).toEqual([3, 3]);
  });

  it("balance becomes counts", () => {
    const grouping = strategyGrouping.parse({
      by: "underlying",
      balance: { weight: 2, shares: { a: 0.7, b: 0.3 } },
    });
    const native = nativeGrouping(labelOf, grouping, 10);
    expect(Array.from(native.desired ?? [])).toEqual([7, 3]);
    expect(native.balanceWeight).toBe(2);
  });

  it("a group that nobody belongs to is named", () => {
    const grouping = strategyGrouping.parse({ by: "underlying", groups: { c: { min: 1 } } });
    expect(() => nativeGrouping(labelOf, grouping, 10)).toThrow("No strategy belongs to the group c.");
  });
});

const names = ["SENSEX 0916-1116 SL7%", "NIFTY 1000-1100 SL9%TP2%", "odd"];
const view = searchView(names, [
  { cells: [5, 1, 0], zone: "A", regime: "up" },
  { cells: [1, 2, 0], zone: "B", regime: "down" },
  { cells: [3, Number.NaN, 0], zone: "A", regime: "down" },
]);
const by = (request: object) => groupLabels(view, strategyGrouping.parse(request));

describe("groupLabels", () => {
  it("groups by parts of the name", () => {
    expect(by({ by: "underlying" })).toEqual(["SENSEX", "NIFTY", "odd"]);
    expect(by({ by: "window" })).toEqual(["0916-1116", "1000-1100", null]);
    const early = searchView(["SENSEX 951-1005 SL7%"], [{ cells: [1] }]);
    expect(groupLabels(early, strategyGrouping.parse({ by: "entry" }))).toEqual(["951"]);
    expect(by({ by: "entry" })).toEqual(["0916", "1000", null]);
    expect(by({ by: "pattern", pattern: "SL(\\d+)%" })).toEqual(["7", "9", null]);
    expect(by({ by: "list", list: { mine: ["o?d", "NIFTY*"] } })).toEqual([null, "mine", "mine"]);
  });

  it("groups by where a strategy earned most per observation, without the missing cells", () => {
    expect(by({ by: "zone" })).toEqual(["A", "B", "A"]);
    expect(by({ by: "regime" })).toEqual(["up", "down", "down"]);
  });

  it("says what is wrong", () => {
    expect(() => by({ by: "pattern", pattern: "(" })).toThrow("is not a regular expression");
    expect(() => by({ by: "list" })).toThrow("needs a list");
  });
});

describe("name patterns", () => {
  it("stars and question marks stand for text, all else for itself", () => {
    const matches = nameMatcher(["SENSEX 09*", "A.B", "x?y"]);
    expect(["SENSEX 0916-1116 SL7%", "A.B", "x1y"].map(matches)).toEqual([true, true, true]);
    expect(["NIFTY 0916", "AxB", "xy", "x12y"].map(matches)).toEqual([false, false, false, false]);
  });

  it("every name matches itself", () => {
    fc.assert(fc.property(fc.string(), (name) => nameMatcher([name])(name)));
  });
});
