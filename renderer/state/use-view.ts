import { useMemo } from "react";
import type { z } from "zod";
import type { viewRequest } from "../../electron/contract/view.ts";
import { analysisViews } from "./analysis-view.ts";
import { currentDataset } from "./current-dataset.ts";
import { useStore } from "./use-store.ts";

/** What to send as the data view of an analysis: the dataset that is open with its view. Null while none is open. */
export function useView(): z.input<typeof viewRequest> | null {
  const dataset = useStore(currentDataset);
  const views = useStore(analysisViews);
  return useMemo(() => (dataset === null ? null : { ...views[dataset], dataset }), [dataset, views]);
}
