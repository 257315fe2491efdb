interface Ranked {
  readonly fitness: number;
  /** By how much it breaks the limits that were set; absent = not at all. */
  readonly violation?: number;
}

/** Limits first, then fitness: negative when `a` is better, positive when `b` is, 0 when neither is. */
export function rankPortfolios(a: Ranked, b: Ranked): number {
  return smallerFirst(a.violation ?? 0, b.violation ?? 0) || smallerFirst(b.fitness, a.fitness);
}

/** Infinities equal themselves, which their difference does not say. */
function smallerFirst(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
