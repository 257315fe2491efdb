/** One figure of the old system beside ours. */
export interface Comparison {
  readonly item: string;
  readonly figure: string;
  readonly theirs: number;
  readonly ours: number;
  /** |ours - theirs| over the larger of |theirs| and the figure's scale; 0 for equal infinities or both undefined. */
  readonly relative: number;
}

/** Compares two figures. `scale` keeps sums that cancel to almost nothing from looking far apart. */
export function compareFigures(
  item: string,
  figure: string,
  theirs: number,
  ours: number,
  scale: number,
): Comparison {
  return { item, figure, theirs, ours, relative: relativeDifference(theirs, ours, scale) };
}

function relativeDifference(theirs: number, ours: number, scale: number): number {
  if (Object.is(theirs, ours) || theirs === ours) return 0;
  if (!Number.isFinite(theirs) || !Number.isFinite(ours)) return Number.POSITIVE_INFINITY;
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), scale);
}
