import { type AnalysisView, analysisViews } from "./analysis-view.ts";

/** Changes parts of a dataset's view; undefined takes a part back to what it is by itself. Returns what undoes the change. */
export function changeView(dataset: string, part: Partial<AnalysisView>): () => void {
  const before = analysisViews.get();
  analysisViews.set((all) => {
    const merged = { ...all[dataset], ...part };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    return { ...all, [dataset]: kept } as typeof all;
  });
  return () => analysisViews.set(before);
}
