import { beforeEach, expect, it } from "vitest";
import { analysisViews, changeView, clearView } from "../../../renderer/state/view.ts";

beforeEach(() => analysisViews.set({}));

it("undoes a change of one dataset's view and leaves what others have become", () => {
  const undo = changeView("a", { regimes: ["Bull"] });
  changeView("b", { regimes: ["Bear"] });
  undo();
  // A view of no parts, not none: who keeps the views is told that it changed back.
  expect(analysisViews.get()).toEqual({ a: {}, b: { regimes: ["Bear"] } });
});

it("undoes that a view was cleared", () => {
  changeView("a", { regimes: ["Bull"] });
  const undo = clearView("a");
  changeView("b", { regimes: ["Bear"] });
  expect(analysisViews.get().a).toEqual({});
  undo();
  expect(analysisViews.get()).toEqual({ a: { regimes: ["Bull"] }, b: { regimes: ["Bear"] } });
});
