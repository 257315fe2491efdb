import type { Registration } from "../handler.ts";
import { settingsExplainHandler, settingsListHandler, settingsSetHandler } from "./handlers/settings.ts";
import { windowRecallHandler, windowRememberHandler } from "./handlers/window.ts";

/** Methods of the settings, and of what windows remember. */
export const settingsRegistrations: readonly Registration[] = [
  settingsExplainHandler,
  settingsListHandler,
  settingsSetHandler,
  windowRecallHandler,
  windowRememberHandler,
];
