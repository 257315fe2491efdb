import { datasetMapping } from "../../../contract/importing.ts";
import type { mappingSave } from "../../../contract/methods/mapping.ts";
import type { Handler } from "../../handler.ts";
import { namedMapping } from "../mapping/resolve-mapping.ts";
import { saveMapping } from "../mapping/saved-mappings.ts";

/** mapping.save */
export const keepMapping: Handler<typeof mappingSave> = async ({ base, mapping }, context) => {
  const begin = await namedMapping(context.home, base);
  await saveMapping(context.home, datasetMapping.parse({ ...begin, ...mapping }));
  return { name: mapping.name };
};
