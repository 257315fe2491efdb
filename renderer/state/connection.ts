import { createStore } from "./create-store.ts";

/** Null while the service can be reached, else what happened, for the status bar. */
export const connectionLost = createStore<string | null>(null);
