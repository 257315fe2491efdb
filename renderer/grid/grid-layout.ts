import { z } from "zod";
import type { Store } from "../state/create-store.ts";
import { rememberedStore } from "../state/remembered-store.ts";

const schema = z.object({
  order: z.array(z.string()),
  sizing: z.record(z.string(), z.number()),
  visibility: z.record(z.string(), z.boolean()),
  pinned: z.array(z.string()).nullable(),
});
/** What the user changed about the columns of a grid. */
export type GridLayout = z.infer<typeof schema>;

export const emptyGridLayout: GridLayout = { order: [], sizing: {}, visibility: {}, pinned: null };

const stores = new Map<string, Store<GridLayout>>();

/** The remembered layout of the grid of this name; one store per name. */
export function gridLayout(name: string): Store<GridLayout> {
  const known = stores.get(name);
  if (known) return known;
  const store = rememberedStore<GridLayout>(`grid.${name}`, schema, emptyGridLayout);
  stores.set(name, store);
  return store;
}
