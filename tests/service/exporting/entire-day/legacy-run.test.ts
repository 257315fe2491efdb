import { expect, it } from "vitest";
import { bestFound } from "../../../../electron/service/exporting/entire-day/legacy-run.ts";

const one = (size: number, fitness: number, violation?: number) => ({
  algorithm: "sa",
  fitness,
  members: Array.from({ length: size }, (_, i) => i),
  ...(violation === undefined ? {} : { violation }),
});

it("the best found is the fittest of those that keep the limits; of equals the first", () => {
  const [small, large] = [one(3, 2), one(4, 2, 0)];
  expect(bestFound([one(2, 9, 0.1), small, large, one(5, 1)])).toBe(small);
  expect(bestFound([one(2, 9, 0.2), one(3, 1, 0.1)])).toMatchObject({ fitness: 1 });
  expect(bestFound([])).toBeUndefined();
});
