import type { Registration } from "../handler.ts";
import { viewKeepHandler, viewListHandler, viewToSettingsHandler } from "./handlers/view.ts";

/** Methods of the views that are kept of datasets. */
export const viewRegistrations: readonly Registration[] = [
  viewListHandler,
  viewKeepHandler,
  viewToSettingsHandler,
];
