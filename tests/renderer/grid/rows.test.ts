import fc from "fast-check";
import { expect, test } from "vitest";
import { sortedRows } from "../../../renderer/grid/rows.ts";

test("a sort is a permutation in order, with missing values last, and stable", () => {
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1, maxLength: 60 }), fc.boolean(), (values, descending) => {
      const sorted = sortedRows(Uint32Array.from(values.keys()), values, descending);
      expect([...sorted].sort((a, b) => a - b)).toEqual([...values.keys()]);
      for (let at = 1; at < sorted.length; at++) {
        const [a = 0, b = 0] = [sorted[at - 1], sorted[at]];
        const [x = 0, y = 0] = [values[a], values[b]];
        if (Number.isNaN(x)) expect(y).toBeNaN();
        else if (!Number.isNaN(y)) expect(descending ? x >= y : x <= y).toBe(true);
        if (x === y || (Number.isNaN(x) && Number.isNaN(y))) expect(a).toBeLessThan(b);
      }
    }),
  );
});
