import type { PnlMatrix } from "../../pnl-matrix.ts";

/** Cells of one strategy each, over all observations. Square tiles keep both sides in the cache. */
export function transpose({ rows, strategies, observations }: PnlMatrix): Float64Array[] {
  const tile = 64;
  const block = new Float64Array(strategies * observations);
  for (let first = 0; first < strategies; first += tile) {
    const end = Math.min(strategies, first + tile);
    rows.forEach((row, time) => {
      for (let index = first; index < end; index++) block[index * observations + time] = row[index] as number;
    });
  }
  return Array.from({ length: strategies }, (_, index) =>
    block.subarray(index * observations, (index + 1) * observations),
  );
}
