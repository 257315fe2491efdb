import type { CellSource } from "./cells/cell-source.ts";
import type { JoinedFiles } from "./join-files.ts";

/** The same files without some strategies, by place. */
export function dropStrategies(joined: JoinedFiles, dropped: ReadonlySet<number>): JoinedFiles {
  if (dropped.size === 0) return joined;
  const newPlace = new Int32Array(joined.strategies.length).fill(-1);
  const strategies = joined.strategies.filter((_, place) => !dropped.has(place));
  let next = 0;
  joined.strategies.forEach((_, place) => {
    if (!dropped.has(place)) newPlace[place] = next++;
  });
  const sources = joined.sources.map((source): CellSource => {
    const kept = source.columns
      .map((column, index) => ({ column, place: newPlace[source.places?.[index] ?? index] ?? -1 }))
      .filter(({ place }) => place >= 0);
    return {
      ...source,
      columns: kept.map(({ column }) => column),
      places: source.places && Uint32Array.from(kept, ({ place }) => place),
    };
  });
  return { ...joined, strategies, sources };
}
