import { useCallback, useMemo } from "react";
import { createStore, useStore } from "../../state/store.ts";
import { messages } from "../../ui/toaster.tsx";

/** Marked strategies by dataset; kept while the window is open. */
const marked = createStore<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
const nothing: ReadonlySet<string> = new Set();

export interface Selection {
  readonly count: number;
  has(name: string): boolean;
  /** Marks or unmarks these; a change of many can be undone. */
  change(names: readonly string[], selected: boolean): void;
}

/** Strategies that are marked in the table of this dataset. */
export function useSelection(dataset: string | null): Selection {
  const all = useStore(marked);
  const names = (dataset === null ? undefined : all.get(dataset)) ?? nothing;
  const change = useCallback(
    (changed: readonly string[], selected: boolean) => {
      if (dataset === null) return;
      const before = marked.get();
      const next = new Set(before.get(dataset) ?? nothing);
      for (const name of changed) selected ? next.add(name) : next.delete(name);
      marked.set(new Map(before).set(dataset, next));
      if (changed.length > 20)
        messages.done(`${changed.length} strategies ${selected ? "marked" : "no longer marked"}.`, () =>
          marked.set(before),
        );
    },
    [dataset],
  );
  return useMemo(() => ({ count: names.size, has: (name) => names.has(name), change }), [names, change]);
}
