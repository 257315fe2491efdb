import { datasetMapping } from "../../../contract/importing.ts";
import { mappingSave } from "../../../contract/methods/mapping.ts";
import { register } from "../../handler.ts";
import { namedMapping, saveMapping } from "../mappings.ts";

/** mapping.save */
export const mappingSaveHandler = register(mappingSave, async ({ base, mapping }, context) => {
  const begin = await namedMapping(context.home, base);
  await saveMapping(context.home, datasetMapping.parse({ ...begin, ...mapping }));
  return { name: mapping.name };
});
