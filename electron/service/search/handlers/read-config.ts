import type { searchReadConfig } from "../../../contract/methods/search.ts";
import type { Handler } from "../../handler.ts";
import { readConfigZone } from "../config-zone.ts";

/** search.read-config */
export const readConfig: Handler<typeof searchReadConfig> = async ({ text, file }) =>
  readConfigZone(text, file);
