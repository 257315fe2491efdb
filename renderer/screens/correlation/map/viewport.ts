/**
 * What part of the N x N map is seen: the cell at the middle of the view and the size of a cell on the screen. Cells are
 * counted from the top left; a fraction is a place inside a cell.
 */
export interface Viewport {
  readonly centerX: number;
  readonly centerY: number;
  /** Screen pixels per cell; far below 1 when the whole of a large map is shown. */
  readonly scale: number;
}

export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** A cell is never drawn larger than this. */
export const LARGEST_CELL = 40;

/** The whole map, centred. */
export function wholeMap(cells: number, size: ViewSize): Viewport {
  const scale = Math.min(size.width, size.height) / Math.max(1, cells);
  return { centerX: cells / 2, centerY: cells / 2, scale: Math.min(LARGEST_CELL, scale) };
}

/** Keeps the map in sight and the scale between "all of it" and LARGEST_CELL. */
export function limited(view: Viewport, cells: number, size: ViewSize): Viewport {
  const smallest = Math.min(LARGEST_CELL, wholeMap(cells, size).scale);
  const scale = Math.min(LARGEST_CELL, Math.max(smallest, view.scale));
  const within = (center: number, extent: number) => {
    const half = extent / 2 / scale;
    return half * 2 >= cells ? cells / 2 : Math.min(cells - half, Math.max(half, center));
  };
  return { scale, centerX: within(view.centerX, size.width), centerY: within(view.centerY, size.height) };
}

/** The place on the map under a point of the view. */
export function mapPlace(view: Viewport, size: ViewSize, x: number, y: number): { x: number; y: number } {
  return {
    x: view.centerX + (x - size.width / 2) / view.scale,
    y: view.centerY + (y - size.height / 2) / view.scale,
  };
}

/** The point of the view above a place on the map. */
export function viewPoint(view: Viewport, size: ViewSize, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - view.centerX) * view.scale + size.width / 2,
    y: (y - view.centerY) * view.scale + size.height / 2,
  };
}

/** Zooms by `factor` with the place under the point (x, y) staying there. */
export function zoomedAt(
  view: Viewport,
  cells: number,
  size: ViewSize,
  x: number,
  y: number,
  factor: number,
): Viewport {
  const place = mapPlace(view, size, x, y);
  const { scale } = limited({ ...view, scale: view.scale * factor }, cells, size);
  return limited(
    {
      scale,
      centerX: place.x - (x - size.width / 2) / scale,
      centerY: place.y - (y - size.height / 2) / scale,
    },
    cells,
    size,
  );
}
