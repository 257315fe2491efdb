import { createStore } from "../state/create-store.ts";
import type { Command } from "./command.ts";

/** Commands of the screen that is shown; it sets them through useCommands. */
export const screenCommands = createStore<readonly Command[]>([]);
