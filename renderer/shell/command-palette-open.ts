import { createStore } from "../state/create-store.ts";

/** Whether the command palette is shown. */
export const commandPaletteOpen = createStore(false);
