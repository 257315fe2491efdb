import type { Registration } from "../handler.ts";
import { settingsExplainHandler, settingsListHandler, settingsSetHandler } from "./handlers/settings.ts";

/** Methods of the settings. */
export const settingsRegistrations: readonly Registration[] = [
  settingsExplainHandler,
  settingsListHandler,
  settingsSetHandler,
];
