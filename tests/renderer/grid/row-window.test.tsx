import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsInView, scrollFor } from "../../../renderer/grid/row-window.ts";

const shape = fc
  .record({
    count: fc.nat(2_000_000),
    first: fc.nat(2_000_000),
    seen: fc.nat(60),
  })
  .map(({ count, first, seen }) => ({
    count,
    view: { first, behind: first + seen },
  }));

describe("rows in view", () => {
  it("are those within the edges and a few beyond, each where its height puts it", () => {
    const rows = rowsInView({ first: 100, behind: 120 }, 1_000_000, 28);
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, k) => 95 + k));
    expect(rows[5]).toEqual({ index: 100, start: 2800 });
    expect(rowsInView({ first: 0, behind: 3 }, 4, 28).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(rowsInView({ first: 0, behind: 20 }, 0, 28)).toEqual([]);
  });

  it("are few of any number, in order, and never none where there are rows", () => {
    fc.assert(
      fc.property(shape, ({ count, view }) => {
        const places = rowsInView(view, count, 28).map(({ index }) => index);
        expect(places.length).toBeLessThanOrEqual(view.behind - view.first + 10);
        expect(places.length > 0).toBe(count > 0);
        expect(places.every((place, k) => place === (places[0] ?? 0) + k && place < count)).toBe(true);
        for (let row = view.first; row < Math.min(view.behind, count); row++) expect(places).toContain(row);
      }),
    );
  });
});

describe("where to scroll to", () => {
  it("is nowhere for a row that is seen, and the nearer edge for others", () => {
    expect(scrollFor(10, 28, 280, 280)).toBeUndefined();
    expect(scrollFor(19, 28, 280, 280)).toBeUndefined();
    expect(scrollFor(9, 28, 280, 280)).toBe(252);
    expect(scrollFor(20, 28, 280, 280)).toBe(308);
  });
});
