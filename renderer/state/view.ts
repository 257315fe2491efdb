import { useMemo } from "react";
import { z } from "zod";
import { viewRequest } from "../../electron/contract/view.ts";
import { rememberedStore, useStore } from "./store.ts";

/** Name of the dataset that is worked on, null before one was opened. */
export const currentDataset = rememberedStore<string | null>("dataset", z.string().nullable(), null);

const viewPart = viewRequest.omit({ dataset: true, version: true }).partial();
/** Which observations every screen works on, and how rows are formed. Set on "Regimes and sizing". */
export type AnalysisView = z.input<typeof viewPart>;

const schema = z.record(z.string(), viewPart);

/** The view of each dataset by its name; a dataset that is not there is looked at as it is. */
export const analysisViews = rememberedStore<z.output<typeof schema>>("views", schema, {});

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

/** What to send as the data view of an analysis: the dataset that is open with its view. Null while none is open. */
export function useView(): z.input<typeof viewRequest> | null {
  const dataset = useStore(currentDataset);
  const views = useStore(analysisViews);
  return useMemo(() => (dataset === null ? null : { ...views[dataset], dataset }), [dataset, views]);
}
