import { useCallback } from "react";
import { z } from "zod";
import { rememberedStore, type Store, useStore } from "./store.ts";

type Values<T> = Readonly<Record<string, T>>;

/** What was entered for each dataset; one that nothing was entered for has `initial`. */
export interface DatasetStore<T> {
  readonly values: Store<Values<T>>;
  readonly initial: T;
}

/** All of them, so that they follow a dataset that is renamed. */
const all: DatasetStore<unknown>[] = [];

/**
 * A value of each dataset that survives leaving the screen and a restart. What a dataset has that the schema refuses is
 * `initial`.
 */
export function datasetStore<T>(name: string, schema: z.ZodType<T>, initial: T): DatasetStore<T> {
  const values = rememberedStore<Values<T>>(name, z.record(z.string(), schema.catch(initial)), {});
  const store = { values, initial };
  all.push(store as DatasetStore<unknown>);
  return store;
}

const ofDataset = <T>({ initial }: DatasetStore<T>, values: Values<T>, dataset: string): T =>
  Object.hasOwn(values, dataset) ? (values[dataset] as T) : initial;

export const readOf = <T>(store: DatasetStore<T>, dataset: string): T =>
  ofDataset(store, store.values.get(), dataset);

export function changeOf<T>(store: DatasetStore<T>, dataset: string, next: (present: T) => T): void {
  store.values.set((values) => ({ ...values, [dataset]: next(ofDataset(store, values, dataset)) }));
}

/** The value of a dataset and what changes parts of it; "" = no dataset is open. */
export function useOf<T extends object>(
  store: DatasetStore<T>,
  dataset: string,
): readonly [T, (change: Partial<T>) => void] {
  const value = ofDataset(store, useStore(store.values), dataset);
  const change = useCallback(
    (part: Partial<T>) => changeOf(store, dataset, (present) => ({ ...present, ...part })),
    [store, dataset],
  );
  return [value, change];
}

/** What was entered for a dataset goes with it to its new name. */
export function followRename(from: string, to: string): void {
  for (const { values } of all)
    values.set((present) => {
      const { [from]: moved, ...others } = present;
      return moved === undefined ? present : { ...others, [to]: moved };
    });
}
