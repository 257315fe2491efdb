import fc from "fast-check";
import { expect, test } from "vitest";
import { transposed } from "../../renderer/screens/correlation/map/transposed.ts";

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => ({ rows, columns, values: Float32Array.from(values) })),
  );

test("rows become columns; turned twice, a matrix is itself", () => {
  expect(Array.from(transposed(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3))).toEqual([1, 4, 2, 5, 3, 6]);
  fc.assert(
    fc.property(matrix, ({ rows, columns, values }) => {
      expect(transposed(transposed(values, rows, columns), columns, rows)).toEqual(values);
    }),
  );
});
