import type { Observation } from "../../datasets/version/observations.ts";
import { partRows } from "../../datasets/version/parts.ts";

/** Observations that become one file: of one year, at most as many as are held in memory at once. */
export interface Block {
  readonly year: string;
  /** Places among the observations, ascending. */
  readonly observations: readonly number[];
}

/** A block is at least so large: smaller files would repeat the names of the strategies too often. */
const leastBytes = 4 * 2 ** 20;

/**
 * Cuts the observations of a dataset into blocks, in the order in which the years first occur. Encoding takes several
 * times the memory of a block, so a small table is cut in four, to stay within a few times its own size.
 */
export function planBlocks(
  observations: readonly Pick<Observation, "date">[],
  strategies: number,
  chunkBytes: number,
): Block[] {
  const rowBytes = 8 * Math.max(1, strategies);
  const bytes = Math.min(chunkBytes, Math.max(leastBytes, (observations.length * rowBytes) / 4));
  const most = Math.max(1, Math.min(partRows(strategies), Math.floor(bytes / rowBytes)));
  const years = Map.groupBy(
    observations.map((_, index) => index),
    (index) => (observations[index]?.date ?? "").slice(0, 4),
  );
  return [...years].flatMap(([year, all]) => {
    // Equal parts: 366 + 1 rows would make a file of one row.
    const parts = Math.ceil(all.length / most);
    const size = Math.ceil(all.length / parts);
    return Array.from({ length: parts }, (_, part) => ({
      year,
      observations: all.slice(part * size, (part + 1) * size),
    }));
  });
}
