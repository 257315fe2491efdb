import fc from "fast-check";
import { expect, test } from "vitest";
import {
  levelFor,
  TILE,
  tilesInView,
  topLevel,
  transposed,
} from "../../../../renderer/screens/correlation/map/tiles.ts";
import {
  LARGEST_CELL,
  limited,
  mapPlace,
  viewPoint,
  wholeMap,
  zoomedAt,
} from "../../../../renderer/screens/correlation/map/viewport.ts";

const cellCount = fc.integer({ min: 1, max: 200_000 });
const viewSize = fc.record({
  width: fc.integer({ min: 50, max: 4_000 }),
  height: fc.integer({ min: 50, max: 4_000 }),
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const scene = fc
  .tuple(cellCount, viewSize, part, part, fc.double({ min: -10, max: 10, noNaN: true }))
  .map(([cells, size, x, y, zoom]) => {
    const view = limited(
      { centerX: x * cells, centerY: y * cells, scale: wholeMap(cells, size).scale * 2 ** Math.abs(zoom) },
      cells,
      size,
    );
    return { cells, size, view };
  });

test("a place and its point on the screen are each other's inverse", () => {
  fc.assert(
    fc.property(scene, part, part, ({ view, size }, x, y) => {
      const place = mapPlace(view, size, x * size.width, y * size.height);
      const point = viewPoint(view, size, place.x, place.y);
      expect(point.x).toBeCloseTo(x * size.width, 3);
      expect(point.y).toBeCloseTo(y * size.height, 3);
    }),
  );
});

test("zooming in keeps what is under the pointer there", () => {
  fc.assert(
    fc.property(scene, part, part, ({ cells, size, view }, x, y) => {
      const [px, py] = [x * size.width, y * size.height];
      const before = mapPlace(view, size, px, py);
      fc.pre(before.x >= 0 && before.x <= cells && before.y >= 0 && before.y <= cells);
      const closer = zoomedAt(view, cells, size, px, py, 1.5);
      // At the edge of the map the view stops rather than show what is outside of it.
      fc.pre(
        closer.scale * cells > Math.max(size.width, size.height) &&
          view.scale * cells > Math.max(size.width, size.height),
      );
      const after = mapPlace(closer, size, px, py);
      const slack = 1e-6 * cells;
      expect(Math.abs(after.x - before.x)).toBeLessThan(slack + 1e-9);
      expect(Math.abs(after.y - before.y)).toBeLessThan(slack + 1e-9);
    }),
  );
});

test("the map never leaves the view and cells never grow without end", () => {
  fc.assert(
    fc.property(scene, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ({ cells, size, view }, shift) => {
      const moved = limited({ ...view, centerX: view.centerX + shift }, cells, size);
      const left = mapPlace(moved, size, 0, 0).x;
      const right = mapPlace(moved, size, size.width, 0).x;
      expect(right).toBeGreaterThan(0);
      expect(left).toBeLessThan(cells);
      expect(moved.scale).toBeLessThanOrEqual(LARGEST_CELL);
    }),
  );
});

test("tiles cover the view at a level that is neither blurred nor wasteful", () => {
  fc.assert(
    fc.property(scene, part, part, ({ cells, size, view }, x, y) => {
      const level = levelFor(view.scale, cells);
      const tiles = tilesInView(view, cells, size, level);
      const pixel = view.scale * 2 ** level;
      if (level < topLevel(cells)) expect(pixel).toBeLessThanOrEqual(Math.max(1.0001, view.scale));
      if (level > 0) expect(pixel).toBeGreaterThan(level === topLevel(cells) ? 0 : 0.4999);
      const place = mapPlace(view, size, x * size.width, y * size.height);
      fc.pre(place.x >= 0 && place.y >= 0 && place.x < cells && place.y < cells);
      const span = TILE * 2 ** level;
      expect(tiles).toContainEqual({
        level,
        column: Math.floor(place.x / span),
        row: Math.floor(place.y / span),
      });
    }),
  );
});

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
