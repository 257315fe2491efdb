import { useMemo } from "react";
import { z } from "zod";
import { keptView, viewPartsOff, type viewRequest } from "../../electron/contract/view.ts";
import { createStore, recalled, rememberedStore, useStore } from "./store.ts";

/** Name of the dataset that is worked on, null before one was opened. */
export const currentDataset = rememberedStore<string | null>("dataset", z.string().nullable(), null);

/** Which observations every screen works on, and how rows are formed. Set on "Regimes and sizing". */
export type AnalysisView = z.input<typeof keptView>;

const schema = z.record(z.string(), keptView);

/**
 * The view of each dataset by its name; a dataset that is not there is looked at as it is. The service keeps them, see
 * follow-views.ts.
 */
export const analysisViews = createStore(recalled("views", schema) ?? {});

/** What the settings say of every view that does not say it itself. */
export const usualView = createStore<AnalysisView>({});

/** How many rows of the dataset that is open take part; null where all do, or it is not known yet. */
export const rowsInForce = createStore<{ readonly kept: number; readonly of: number } | null>(null);

/** Changes parts of a dataset's view; undefined takes a part back to what it is by itself. Returns what undoes the change. */
export function changeView(dataset: string, part: Partial<AnalysisView>): () => void {
  const undo = undoOf(dataset);
  const usual = usualView.get();
  const off: AnalysisView = viewPartsOff;
  analysisViews.set((all) => {
    const wanted = Object.entries({ ...all[dataset], ...part }).map(([key, value]) => {
      const name = key as keyof AnalysisView;
      // Where the settings say it, no part of its own is not enough to be without it.
      return [key, value === undefined && usual[name] !== undefined ? off[name] : value] as const;
    });
    const kept = Object.fromEntries(wanted.filter(([, value]) => value !== undefined));
    return { ...all, [dataset]: kept } as typeof all;
  });
  return undo;
}

/** Puts a dataset's view as it is now back; those of other datasets stay as they have become. */
function undoOf(dataset: string): () => void {
  const before = analysisViews.get()[dataset] ?? {};
  return () => analysisViews.set((all) => ({ ...all, [dataset]: before }));
}

/** All observations take part again, as they are stored. Returns what undoes that. */
export function clearView(dataset: string): () => void {
  const undo = undoOf(dataset);
  analysisViews.set((all) => ({ ...all, [dataset]: {} }));
  changeView(dataset, Object.fromEntries(Object.keys(usualView.get()).map((key) => [key, undefined])));
  return undo;
}

/** What to send as the data view of an analysis: the dataset that is open with its view. Null while none is open. */
export function useView(): z.input<typeof viewRequest> | null {
  const dataset = useStore(currentDataset);
  const views = useStore(analysisViews);
  const usual = useStore(usualView);
  return useMemo(
    () => (dataset === null ? null : { ...usual, ...views[dataset], dataset }),
    [dataset, views, usual],
  );
}
