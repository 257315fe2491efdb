import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortedByTime } from "../../../../electron/service/importing/shape/time-order.ts";

interface Row {
  readonly id: number;
  readonly dayText: string;
  readonly clock: number;
}

const dateOf = new Map(["2024-01-02", "2024-01-03"].map((day) => [day, day]));

const rows = fc
  .array(fc.tuple(fc.constantFrom(...dateOf.keys()), fc.constantFrom(-1, -1, 60, 120, 180)), {
    maxLength: 40,
  })
  .map((all) => all.map(([dayText, clock], id): Row => ({ id, dayText, clock })));

const sort = (all: readonly Row[]) => sortedByTime(all, dateOf).sorted;

describe("orders of which some have a time and others none", () => {
  it("stand by day, and those with a time by it", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = sort(all);
        expect(sorted.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(all.map(({ id }) => id));
        expect(sorted.map(({ dayText }) => dayText)).toEqual(all.map(({ dayText }) => dayText).toSorted());
        for (const day of dateOf.keys()) {
          const clocks = sorted
            .filter(({ dayText, clock }) => dayText === day && clock >= 0)
            .map(({ clock }) => clock);
          expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("come to the same order when they are sorted again, and then none has moved", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = sort(all);
        expect(sortedByTime(sorted, dateOf)).toEqual({ sorted, moved: 0 });
      }),
    );
  });

  it("keep one without a time behind the one it stands behind", () => {
    const [day = ""] = dateOf.keys();
    const all = [-1, 180, -1, 60, 120, 120].map((clock, id) => ({ id, dayText: day, clock }));
    expect(sort(all).map(({ id }) => id)).toEqual([0, 3, 4, 5, 1, 2]);
  });
});
