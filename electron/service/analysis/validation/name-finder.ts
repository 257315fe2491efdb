import type { AnalysisView } from "../view/analysis-view.ts";

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
