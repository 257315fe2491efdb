import type { CellSource } from "./cells/cell-source.ts";

export interface MergedStrategies {
  /** The known ones in their order, then the new ones. */
  readonly strategies: readonly string[];
  readonly sources: readonly CellSource[];
  /** Known ones that the files do not have, and new ones. */
  readonly absent: readonly string[];
  readonly added: readonly string[];
}

/** Fits the strategies of files to those that a dataset has already. */
export function mergeStrategies(
  known: readonly string[],
  own: readonly string[],
  sources: readonly CellSource[],
): MergedStrategies {
  const isSame = known.length === own.length && known.every((name, place) => own[place] === name);
  if (isSame) return { strategies: known, sources, absent: [], added: [] };
  const places = new Map(known.map((name, place) => [name, place]));
  const added = own.filter((name) => !places.has(name));
  for (const name of added) places.set(name, places.size);
  const has = new Set(own);
  return {
    strategies: [...known, ...added],
    sources: sources.map((source) => ({
      ...source,
      places: Uint32Array.from(source.columns, (_, index) => {
        const place = source.places ? (source.places[index] as number) : index;
        return places.get(own[place] ?? "") ?? 0;
      }),
    })),
    absent: known.filter((name) => !has.has(name)),
    added,
  };
}
