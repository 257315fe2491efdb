import { mapPlace, type Viewport, type ViewSize } from "./viewport.ts";

/** Pixels along a tile's edge. */
export const TILE = 256;

/** A tile of the pyramid: at level L a pixel stands for 2^L x 2^L cells, so the tile covers 256 * 2^L cells a side. */
export interface TileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export const tileKey = ({ level, column, row }: TileAddress): string => `${level}/${column}/${row}`;

/** The coarsest level: the whole map in one tile. */
export function topLevel(cells: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(1, cells) / TILE)));
}

/** The level whose pixels come closest to screen pixels from above: never blurred, at most four pixels for one. */
export function levelFor(scale: number, cells: number): number {
  return Math.min(topLevel(cells), Math.max(0, Math.floor(-Math.log2(scale) + 1e-9)));
}

/** Tiles of a level that the view touches, nearest to its middle first: the order to ask for them. */
export function tilesInView(view: Viewport, cells: number, size: ViewSize, level: number): TileAddress[] {
  const span = TILE * 2 ** level;
  const last = Math.max(0, Math.ceil(cells / span) - 1);
  const from = mapPlace(view, size, 0, 0);
  const to = mapPlace(view, size, size.width, size.height);
  const index = (place: number) => Math.min(last, Math.max(0, Math.floor(place / span)));
  const tiles: TileAddress[] = [];
  for (let row = index(from.y); row <= index(to.y); row++)
    for (let column = index(from.x); column <= index(to.x); column++) tiles.push({ level, column, row });
  const distance = (tile: TileAddress) =>
    Math.hypot((tile.column + 0.5) * span - view.centerX, (tile.row + 0.5) * span - view.centerY);
  return tiles.sort((a, b) => distance(a) - distance(b));
}
