import { expect, it } from "vitest";
import { strategyGrouping } from "../../../../electron/contract/search.ts";
import { groupLabels } from "../../../../electron/service/search/constraints/group-labels.ts";
import { searchView } from "../support/search-view.ts";

const names = ["SENSEX 0916-1116 SL7%", "NIFTY 1000-1100 SL9%TP2%", "odd"];
const view = searchView(names, [
  { cells: [5, 1, 0], zone: "A", regime: "up" },
  { cells: [1, 2, 0], zone: "B", regime: "down" },
  { cells: [3, Number.NaN, 0], zone: "A", regime: "down" },
]);
const by = (request: object) => groupLabels(view, strategyGrouping.parse(request));

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
