import { expect, it } from "vitest";
import { tableFingerprint } from "../../../../electron/service/search/capsule/table-fingerprint.ts";
import { searchView } from "../support/search-view.ts";

const of = (names: string[], cells: number[][]) =>
  tableFingerprint(
    searchView(
      names,
      cells.map((row) => ({ cells: row })),
    ),
  );
const original = of(
  ["a", "b"],
  [
    [1, 2],
    [3, 4],
  ],
);

it("is that of the contents", () => {
  expect(original).toBe(
    of(
      ["a", "b"],
      [
        [1, 2],
        [3, 4],
      ],
    ),
  );
  expect(original).not.toBe(
    of(
      ["a", "c"],
      [
        [1, 2],
        [3, 4],
      ],
    ),
  );
  expect(original).not.toBe(
    of(
      ["a", "b"],
      [
        [1, 2],
        [3, 4 + Number.EPSILON * 4],
      ],
    ),
  );
  expect(original).not.toBe(
    of(
      ["a", "b"],
      [
        [3, 4],
        [1, 2],
      ],
    ),
  );
});

it("does not depend on how the rows lie in memory", () => {
  const view = searchView(["a", "b"], [{ cells: [1, 2] }, { cells: [3, 4] }]);
  const block = Float64Array.of(9, 1, 2, 3, 4);
  const rows = [block.subarray(1, 3), block.subarray(3, 5)];
  expect(tableFingerprint({ ...view, matrix: { ...view.matrix, rows } })).toBe(original);
});
