import { useSyncExternalStore } from "react";
import type { z } from "zod";

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

/**
 * A store that survives a restart of the window, in localStorage under `tessera.NAME`. What is read back is checked against the
 * schema; anything else (an older version's value, a full or forbidden storage) gives `initial`.
 */
export function rememberedStore<T>(name: string, schema: z.ZodType<T>, initial: T): Store<T> {
  const key = `tessera.${name}`;
  const store = createStore<T>(read(key, schema) ?? initial);
  store.subscribe(() => {
    try {
      localStorage.setItem(key, JSON.stringify(store.get()));
    } catch {
      // Not remembering is no reason to stop working.
    }
  });
  return store;
}

function read<T>(key: string, schema: z.ZodType<T>): T | undefined {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return undefined;
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The store's value; the component renders again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
