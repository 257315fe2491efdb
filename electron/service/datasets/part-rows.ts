/** Bytes of cells in one Parquet file: WebAssembly memory holds a part about four times while it is encoded. */
const partBytes = 64 * 2 ** 20;

/** How many observations of `strategies` cells go into one file. */
export function partRows(strategies: number): number {
  return Math.max(1, Math.min(366, Math.floor(partBytes / (8 * Math.max(1, strategies)))));
}
