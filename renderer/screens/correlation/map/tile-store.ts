import { correlationTile } from "../../../../electron/contract/methods/correlation.ts";
import type { Transport } from "../../../../electron/contract/transport.ts";
import type { MapView } from "./map-view.ts";
import { TILE, type TileAddress, tileKey } from "./tiles-in-view.ts";
import { transposed } from "./transposed.ts";

/** Cells of one tile, or blocks of them; at the map's edge it is smaller than TILE. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  /** Values of cells, means of blocks. */
  readonly rho: Float32Array;
  /** Of each block the value furthest from 0; of cells the same as `rho`. */
  readonly strongest: Float32Array;
}

const nothing: Tile = { rows: 0, columns: 0, rho: new Float32Array(), strongest: new Float32Array() };

const AT_ONCE = 2;
const MOST_KEPT = 256;

/** Tiles of the map, fetched when they are wanted and kept while there is room. The matrix is symmetric: one half serves both. */
export interface TileStore {
  get(address: TileAddress): Tile | null;
  /** What the view shows now, most wanted first; what was wanted before and is not any more is not fetched. */
  want(addresses: readonly TileAddress[]): void;
  close(): void;
}

export function createTileStore(transport: Transport, view: MapView, onChange: () => void): TileStore {
  const tiles = new Map<string, Tile>();
  const running = new Map<string, AbortController>();
  let wanted: TileAddress[] = [];
  const upper = ({ level, column, row }: TileAddress): TileAddress =>
    column >= row ? { level, column, row } : { level, column: row, row: column };

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
      const answer = await transport.call(
        correlationTile,
        { ...view, down: span(address.row), across: span(address.column), step },
        { signal: controller.signal },
      );
      const rows = Math.ceil(answer.down.length / step);
      const columns = Math.ceil(answer.across.length / step);
      const { rho } = answer;
      const strongest = step === 1 ? rho : answer.strongest;
      tiles.set(key, { rows, columns, rho, strongest });
      if (address.row !== address.column) {
        const mirror = { level: address.level, column: address.row, row: address.column };
        tiles.set(tileKey(mirror), {
          rows: columns,
          columns: rows,
          rho: transposed(rho, rows, columns),
          strongest: transposed(strongest, rows, columns),
        });
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
