import { type SearchAlgorithm, searchAlgorithm } from "../../contract/algorithms.ts";

/** One native search: an algorithm at a size. */
export interface PlannedRun {
  readonly size: number;
  readonly algorithm: SearchAlgorithm;
}

/** Sizes ascending, algorithms in their fixed order within a size. */
export function planRuns(
  minSize: number,
  maxSize: number,
  algorithms: readonly SearchAlgorithm[],
): PlannedRun[] {
  const chosen = searchAlgorithm.options.filter((one) => algorithms.includes(one));
  const runs: PlannedRun[] = [];
  for (let size = minSize; size <= maxSize; size += 1) {
    for (const algorithm of chosen) runs.push({ size, algorithm });
  }
  return runs;
}
