import type { z } from "zod";
import { createStore, type Store } from "./create-store.ts";

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
