import fc from "fast-check";
import { expect, test } from "vitest";
import { shrunk } from "../../renderer/screens/correlation/map/shrunk.ts";
import { transposed } from "../../renderer/screens/correlation/map/transposed.ts";

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => ({ rows, columns, values: Float32Array.from(values) })),
  );

test("every block becomes its mean", () => {
  fc.assert(
    fc.property(matrix, fc.constantFrom(1, 2, 4), ({ rows, columns, values }, step) => {
      const small = shrunk(values, rows, columns, step);
      const across = Math.ceil(columns / step);
      for (let at = 0; at < small.length; at++) {
        const [down, right] = [Math.floor(at / across) * step, (at % across) * step];
        const block: number[] = [];
        for (let row = down; row < Math.min(rows, down + step); row++)
          for (let column = right; column < Math.min(columns, right + step); column++)
            block.push(values[row * columns + column] ?? 0);
        expect(small[at]).toBeCloseTo(block.reduce((sum, value) => sum + value, 0) / block.length, 4);
      }
    }),
  );
});

test("turned twice, a matrix is itself", () => {
  fc.assert(
    fc.property(matrix, ({ rows, columns, values }) => {
      expect(transposed(transposed(values, rows, columns), columns, rows)).toEqual(values);
    }),
  );
});
