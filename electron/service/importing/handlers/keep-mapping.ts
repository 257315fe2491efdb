import { datasetMapping } from "../../../contract/methods/dataset-mapping.ts";
import type { mappingSave } from "../../../contract/methods/mapping-save.ts";
import type { Handler } from "../../handler.ts";
import { namedMapping } from "../mapping/resolve-mapping.ts";
import { saveMapping } from "../mapping/saved-mappings.ts";

/** mapping.save */
export const keepMapping: Handler<typeof mappingSave> = async ({ base, mapping }, context) => {
  const begin = await namedMapping(context.home, base);
  await saveMapping(context.home, datasetMapping.parse({ ...begin, ...mapping }));
  return { name: mapping.name };
};
