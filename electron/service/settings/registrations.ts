import type { Registration } from "../handler.ts";
import { settingsListHandler, settingsSetHandler } from "./handlers/settings.ts";

/** Methods of the settings. */
export const settingsRegistrations: readonly Registration[] = [settingsListHandler, settingsSetHandler];
