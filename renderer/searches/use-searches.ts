import { useEffect, useMemo } from "react";
import type { KeptSearch } from "../../electron/contract/kept-search.ts";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { useHost } from "../bridge/host.ts";
import { useResult } from "../bridge/use-result.ts";
import { useSettings } from "../bridge/use-settings.ts";
import { useStore } from "../state/store.ts";
import { line } from "../state/tasks.ts";
import { currentDataset } from "../state/view.ts";
import { searchShelf, searchStore, shownSearches } from "./runs.ts";
import { leftToSettings } from "./search-form.ts";

/** Keeps the searches of the window and those of the service alike while the window is there. */
export function useSearchShelf(): void {
  const { transport } = useHost();
  const { turn } = useStore(line);
  useEffect(() => searchShelf.open(transport), [transport]);
  useEffect(() => {
    if (turn > 0) searchShelf.reload();
  }, [turn]);
}

/** The searches of a dataset, newest first, and the one that is shown. */
export function useSearches(dataset: string | undefined): {
  all: readonly KeptSearch[];
  shown: KeptSearch | null;
} {
  const everything = useStore(searchStore);
  const chosen = useStore(shownSearches);
  return useMemo(() => {
    const all = everything.filter((one) => one.dataset === dataset);
    const shown = all.find(({ id }) => id === chosen[dataset ?? ""]) ?? all[0] ?? null;
    return { all, shown };
  }, [everything, chosen, dataset]);
}

/** What holds where the form says nothing, on the dataset that is open. */
export function useLeftToSettings(): ReturnType<typeof leftToSettings> {
  const dataset = useStore(currentDataset);
  const { data } = useResult(datasetList, {}, ["datasets-changed"]);
  const open = data?.datasets.find(({ name }) => name === dataset);
  return leftToSettings(useSettings().inForce, open?.strategies);
}
