import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { EngineSession } from "../../engine/session.ts";

const mostBlocks = 1024;

/** Cells that are in memory at once: 32 MB. */
const mostCells = 2 ** 22;

/** A cut of the ordered map; `step` strategies make one of its cells. */
export interface Tile {
  readonly down: TileSide;
  readonly across: TileSide;
  readonly step: number;
}

interface TileSide {
  readonly from: number;
  readonly count: number;
}

/** Throws Problem "bad-request" when a tile has more cells than one answer holds. */
export function checkTile({ down, across, step }: Tile): void {
  if (Math.max(down.count, across.count) > mostBlocks * step)
    throw new Problem("bad-request", `A tile has at most ${mostBlocks} blocks of ${step} cells a side.`);
}

/** The tile's strategies in the map's `order`, and its correlations: single ones, or means of blocks. */
export async function readTile(
  session: EngineSession,
  order: Uint32Array,
  tile: Tile,
  weights: Float64Array | undefined,
  call: CallContext,
) {
  const { step } = tile;
  const cut = ({ from, count }: TileSide) => order.slice(from, from + count);
  const down = cut(tile.down);
  const across = cut(tile.across);
  const none = new Float32Array(0);
  if (down.length === 0 || across.length === 0) return { down, across, rho: none, strongest: none };
  if (step === 1) {
    const rho = await session.correlationMatrix(down, across, weights);
    return { down, across, rho: Float32Array.from(rho), strongest: none };
  }
  const diagonal = tile.down.from - tile.across.from;
  const reduction = reduceTile(down.length, across.length, step, diagonal);
  const stripe = Math.max(1, Math.floor(mostCells / across.length));
  for (let from = 0; from < down.length; from += stripe) {
    call.signal.throwIfAborted();
    const rows = down.slice(from, from + stripe);
    reduction.add(await session.correlationMatrix(rows, across, weights), from, rows.length);
  }
  return { down, across, ...reduction.end() };
}

/** Adds up blocks of step x step cells while the rows of a tile come in stripes. */
export interface TileReduction {
  /** A stripe of `rows` x columns cells, row-major, that begins at row `from` of the tile. */
  add(rho: Float64Array, from: number, rows: number): void;
  /** Means of the blocks, and of each the value furthest from 0, row-major. */
  end(): { rho: Float32Array<ArrayBuffer>; strongest: Float32Array<ArrayBuffer> };
}

/**
 * Blocks at the lower and right edge may have fewer cells; their mean is of those. A strategy's correlation with itself is no
 * pair and counts for nothing, as in the map; cell (row, row + diagonal) is such a one. A block with nothing else is 1.
 */
function reduceTile(rows: number, columns: number, step: number, diagonal: number): TileReduction {
  const across = Math.ceil(columns / step);
  const blocks = Math.ceil(rows / step) * across;
  const sums = new Float64Array(blocks);
  const counts = new Uint32Array(blocks);
  const strongest = new Float32Array(blocks);
  return {
    add(rho, from, count) {
      for (let row = 0; row < count; row++) {
        const first = Math.floor((from + row) / step) * across;
        for (let column = 0; column < columns; column++) {
          if (column === from + row + diagonal) continue;
          const block = first + Math.floor(column / step);
          const value = rho[row * columns + column] as number;
          sums[block] = (sums[block] as number) + value;
          counts[block] = (counts[block] as number) + 1;
          if (Math.abs(value) > Math.abs(strongest[block] as number)) strongest[block] = value;
        }
      }
    },
    end: () => ({
      rho: Float32Array.from(sums, (sum, at) => (counts[at] === 0 ? 1 : sum / (counts[at] as number))),
      strongest: strongest.map((value, at) => (counts[at] === 0 ? 1 : value)),
    }),
  };
}
