import { expect, test } from "vitest";
import { markedNames, onList, withRows } from "../../../renderer/screens/strategies/use-selection.ts";

const names = ["a", "b", "c", "d"];
const rows = (...places: number[]) => Uint32Array.from(places);

test("rows are marked and no longer marked, each counted once", () => {
  const two = withRows(onList(undefined, names), rows(3, 1, 3), true);
  expect(two.count).toBe(2);
  expect(markedNames(two)).toEqual(["b", "d"]);
  const one = withRows(two, rows(0, 3), false);
  expect([one.count, markedNames(one)]).toEqual([1, ["b"]]);
  // What was there before is as it was: a change can be taken back.
  expect(markedNames(two)).toEqual(["b", "d"]);
});

test("marks go with their strategies to another version", () => {
  const before = withRows(onList(undefined, names), rows(0, 2), true);
  const after = onList(before, ["x", "c", "b"]);
  expect([after.count, markedNames(after)]).toEqual([1, ["c"]]);
  expect(onList(before, names)).toBe(before);
});
