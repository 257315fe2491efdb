/** Stop losses in percent of the premium, ascending. */
export const stopLosses: readonly number[] = [
  ...new Set([
    ...Array.from({ length: 72 }, (_, index) => 7 + 2 * index),
    ...Array.from({ length: 14 }, (_, index) => 28 + 5 * index),
  ]),
].sort((a, b) => a - b);

/** Profit targets in percent of the premium, ascending. */
export const targets: readonly number[] = Array.from({ length: 10 }, (_, index) => 22 + 5 * index);

export interface StopCombination {
  /** Index into stopLosses. */
  readonly stop: number;
  /** Index into targets, -1 without a target. */
  readonly target: number;
}

/** The 206 combinations that a window is traded with: 72 stops alone, 134 with a target. */
export const stopCombinations: readonly StopCombination[] = [
  ...Array.from({ length: 72 }, (_, index) => ({ stop: stopLosses.indexOf(7 + 2 * index), target: -1 })),
  ...Array.from({ length: 134 }, (_, index) => ({
    stop: stopLosses.indexOf(28 + 5 * Math.floor(index / targets.length)),
    target: index % targets.length,
  })),
];
