/** tsr_op by id, as reports name them. Entries without a name never run. */
export const operationNames: readonly (string | undefined)[] = [
  undefined,
  "metrics",
  "correlation-reduce",
  "correlation-matrix",
  "score-portfolios",
  "portfolio-sums",
  "score-swaps",
  "search-islands",
  undefined,
  "group-stats",
  "inversions",
];

/** Figures of one operation in NativeStats.times. */
export const figuresOfOperation = 5;
