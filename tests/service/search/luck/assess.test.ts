import { expect, it } from "vitest";
import { flipRows } from "../../../../electron/service/search/luck/assess.ts";

const matrix = (rows: number) => ({
  observations: rows,
  strategies: 2,
  rows: Array.from({ length: rows }, (_, t) => Float64Array.of(t + 1, -2 * (t + 1))),
});
const signs = (rows: readonly Float64Array[]) => rows.map((row) => Math.sign(row[0] as number));

it("turns whole rows, about half of them, and leaves the table alone", () => {
  const original = matrix(400);
  const flipped = flipRows(original, 7);
  const turned = signs(flipped.rows).filter((sign) => sign < 0).length;
  // Six standard deviations of a fair coin.
  expect(Math.abs(turned - 200)).toBeLessThan(60);
  flipped.rows.forEach((row, t) => {
    expect(row[1]).toBe(-2 * (row[0] as number));
    expect(original.rows[t]?.[0]).toBe(t + 1);
  });
});

it("depends on the seed, and on it alone", () => {
  expect(signs(flipRows(matrix(64), 3).rows)).toEqual(signs(flipRows(matrix(64), 3).rows));
  expect(signs(flipRows(matrix(64), 3).rows)).not.toEqual(signs(flipRows(matrix(64), 4).rows));
});

it("turns the rows of one observation together", () => {
  const observations = signs(flipRows(matrix(20), 5).rows);
  const zones = signs(flipRows(matrix(80), 5, 4).rows);
  expect(zones).toEqual(observations.flatMap((sign) => [sign, sign, sign, sign]));
});
