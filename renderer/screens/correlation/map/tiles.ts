import type { CorrelationWeighting, PairMethod } from "../../../../electron/contract/correlation.ts";
import { correlationTile } from "../../../../electron/contract/methods/correlation.ts";
import type { Transport } from "../../../../electron/contract/transport.ts";
import type { useView } from "../../../state/view.ts";
import { mapPlace, type Viewport, type ViewSize } from "./viewport.ts";

/** The data view of the map, and how its pairs are correlated. */
export type MapView = NonNullable<ReturnType<typeof useView>> & {
  readonly pairMethod: PairMethod;
  readonly weighting?: CorrelationWeighting;
};

/** Cells of one tile, or blocks of them; at the map's edge it is smaller than TILE. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  /** Values of cells, means of blocks. */
  readonly rho: Float32Array;
  /** Of each block the value furthest from 0; of cells the same as `rho`. */
  readonly strongest: Float32Array;
}

/**
 * Tiles of the map, fetched when they are wanted and kept while there is room. The matrix is symmetric: one half serves both.
 */
export interface TileStore {
  get(address: TileAddress): Tile | null;
  /** What the view shows now, most wanted first; what was wanted before and is not any more is not fetched. */
  want(addresses: readonly TileAddress[]): void;
  close(): void;
}

const nothing: Tile = { rows: 0, columns: 0, rho: new Float32Array(), strongest: new Float32Array() };

const AT_ONCE = 2;

const MOST_KEPT = 256;

export function createTileStore(transport: Transport, view: MapView, onChange: () => void): TileStore {
  const tiles = new Map<string, Tile>();
  const running = new Map<string, AbortController>();
  let wanted: TileAddress[] = [];

  const fetchNext = () => {
    while (running.size < AT_ONCE) {
      const address = wanted.find((one) => !tiles.has(tileKey(one)) && !running.has(tileKey(one)));
      if (!address) return;
      void fetchOne(address);
    }
  };
  const fetchOne = async (address: TileAddress) => {
    const key = tileKey(address);
    const controller = new AbortController();
    running.set(key, controller);
    const step = 2 ** address.level;
    const span = (place: number) => ({ from: place * TILE * step, count: TILE * step });
    try {
      const request = { ...view, down: span(address.row), across: span(address.column), step };
      const answer = await transport.call(correlationTile, request, { signal: controller.signal });
      const tile = {
        rows: Math.ceil(answer.down.length / step),
        columns: Math.ceil(answer.across.length / step),
        rho: answer.rho,
        strongest: step === 1 ? answer.rho : answer.strongest,
      };
      tiles.set(key, tile);
      if (address.row !== address.column) {
        const mirror = { level: address.level, column: address.row, row: address.column };
        tiles.set(tileKey(mirror), mirrored(tile));
      }
      for (const old of tiles.keys()) {
        if (tiles.size <= MOST_KEPT) break;
        tiles.delete(old);
      }
      onChange();
    } catch {
      // Cancelled because it is out of view, or refused: the overview stays in its place.
      tiles.set(key, nothing);
      if (controller.signal.aborted) tiles.delete(key);
    } finally {
      running.delete(key);
      fetchNext();
    }
  };

  return {
    get(address) {
      const key = tileKey(address);
      const tile = tiles.get(key);
      if (!tile) return null;
      // The most recently used come last, the oldest are let go first.
      tiles.delete(key);
      tiles.set(key, tile);
      return tile;
    },
    want(addresses) {
      const unique = new Map(addresses.map((address) => [tileKey(upper(address)), upper(address)]));
      wanted = [...unique.values()];
      for (const [key, controller] of running) if (!unique.has(key)) controller.abort();
      fetchNext();
    },
    close() {
      wanted = [];
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** The address on or over the diagonal that serves this one. */
const upper = ({ level, column, row }: TileAddress): TileAddress =>
  column >= row ? { level, column, row } : { level, column: row, row: column };

/** The tile on the other side of the diagonal. */
function mirrored({ rows, columns, rho, strongest }: Tile): Tile {
  return {
    rows: columns,
    columns: rows,
    rho: transposed(rho, rows, columns),
    strongest: transposed(strongest, rows, columns),
  };
}

/** A rows x columns matrix (row-major) with rows and columns exchanged. */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column] ?? 0;
  return turned;
}

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
