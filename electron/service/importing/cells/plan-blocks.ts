import type { Observation } from "../../datasets/observation.ts";
import { partRows } from "../../datasets/part-rows.ts";

/** Observations that become one file: of one year, at most as many as are held in memory at once. */
export interface Block {
  readonly year: string;
  /** Places among the observations, ascending. */
  readonly observations: readonly number[];
}

/** Cuts the observations of a dataset into blocks, in the order in which the years first occur. */
export function planBlocks(
  observations: readonly Pick<Observation, "date">[],
  strategies: number,
  chunkBytes: number,
): Block[] {
  const most = Math.max(
    1,
    Math.min(partRows(strategies), Math.floor(chunkBytes / (8 * Math.max(1, strategies)))),
  );
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
