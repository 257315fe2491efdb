import type { AnalysisView } from "../view/analysis-view.ts";

/** One figure of the old system beside ours. */
export interface Comparison {
  readonly item: string;
  readonly figure: string;
  readonly theirs: number;
  readonly ours: number;
  /** See relativeDifference. */
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

/** |ours - theirs| over the larger of |theirs| and `scale`; 0 for equal infinities or both undefined. */
export function relativeDifference(theirs: number, ours: number, scale: number): number {
  if (Object.is(theirs, ours) || theirs === ours) return 0;
  if (!Number.isFinite(theirs) || !Number.isFinite(ours)) return Number.POSITIVE_INFINITY;
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), scale);
}

/** What came of comparing one file. */
export interface FileValidation {
  readonly file: string;
  readonly kind:
    | "strategy-metrics"
    | "best-portfolio"
    | "zone-portfolio"
    | "composition"
    | "algorithms"
    | "correlations"
    | "not-compared";
  readonly comparisons: readonly Comparison[];
  /** Names that the dataset does not have. */
  readonly unknown: readonly string[];
  /** Columns that the file speaks of. */
  readonly mentioned: ReadonlySet<number>;
  readonly note: string;
}

/**
 * Finds the column of a name that the old system printed: as it is, or without a file stem in front ("stem_name"). The
 * stem may itself hold underscores, so every cut is tried, the shortest stem first.
 */
export function nameFinder(view: AnalysisView): (printed: string) => number | undefined {
  const columns = new Map(view.strategies.map((name, i) => [name, i]));
  return (printed) => {
    const exact = columns.get(printed);
    if (exact !== undefined) return exact;
    for (let at = printed.indexOf("_"); at >= 0; at = printed.indexOf("_", at + 1)) {
      const found = columns.get(printed.slice(at + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Mean |x| of every column, currency: the scale on which its sums are rounded. */
export function meanAbsoluteRow({ matrix }: Pick<AnalysisView, "matrix">): Float64Array {
  const size = new Float64Array(matrix.strategies);
  for (const row of matrix.rows) {
    for (let i = 0; i < size.length; i += 1) (size[i] as number) += Math.abs(row[i] || 0);
  }
  return size.map((sum) => sum / matrix.observations);
}
