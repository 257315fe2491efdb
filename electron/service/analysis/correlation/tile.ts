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
export function reduceTile(rows: number, columns: number, step: number, diagonal: number): TileReduction {
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
