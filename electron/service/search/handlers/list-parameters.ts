import type { searchParameters } from "../../../contract/methods/search.ts";
import { algorithmParameters } from "../../engine/load-addon.ts";
import type { Handler } from "../../handler.ts";

/** search.parameters */
export const listParameters: Handler<typeof searchParameters> = async () => ({
  parameters: algorithmParameters(),
});
