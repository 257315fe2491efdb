import { useSyncExternalStore } from "react";
import type { z } from "zod";
import type { RequestOf } from "../../electron/contract/method.ts";
import type { windowRemember } from "../../electron/contract/methods/window.ts";

/** A value outside React that components and plain code share. */
export interface Store<T> {
  get(): T;
  /** A function gets the present value. Listeners run only when the value changed by Object.is. */
  set(next: T | ((present: T) => T)): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const updated = typeof next === "function" ? (next as (present: T) => T)(value) : next;
      if (Object.is(updated, value)) return;
      value = updated;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Values = RequestOf<typeof windowRemember>["values"];

const memory: { values: Values; keep(values: Values): void } = { values: {}, keep() {} };

/** What remembered stores begin with, and who keeps what they become. Stores that were made before begin empty. */
export function openMemory(values: Values, keep: (values: Values) => void): void {
  memory.values = values;
  memory.keep = keep;
}

/** What is remembered by this name; undefined for nothing, and for what the schema refuses (an older version's value). */
export function recalled<T>(name: string, schema: z.ZodType<T>): T | undefined {
  return schema.safeParse(memory.values[name]).data;
}

/** A store that survives a restart of window and service: the service keeps it, see bridge/recall.ts. */
export function rememberedStore<T>(name: string, schema: z.ZodType<T>, initial: T): Store<T> {
  const store = createStore<T>(recalled(name, schema) ?? initial);
  store.subscribe(() => memory.keep({ [name]: store.get() }));
  return store;
}

/** The store's value; the component renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
