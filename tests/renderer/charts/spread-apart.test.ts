import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadApart } from "../../../renderer/charts/spread-apart.ts";

const wishes = fc.array(fc.double({ min: -500, max: 900, noNaN: true }), { minLength: 1, maxLength: 8 });

test("labels never stand over one another and never leave the plot", () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const places = spreadApart(wanted, 16, 0, 400);
      const sorted = places.toSorted((a, b) => a - b);
      for (const [at, place] of sorted.entries()) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(400 + 1e-9);
        if (at > 0) expect(place - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
      }
    }),
  );
});

test("their order is that of their wishes, and one with room stays where it wants to be", () => {
  expect(spreadApart([100, 300, 200], 16, 0, 400)).toEqual([100, 300, 200]);
  expect(spreadApart([100, 104, 90], 16, 0, 400)).toEqual([106, 122, 90]);
  expect(spreadApart([399, 398], 16, 0, 400)).toEqual([400, 384]);
});

test("more labels than room share the room", () => {
  expect(spreadApart([5, 5, 5], 16, 0, 20)).toEqual([0, 10, 20]);
});
