import enhanced from "../../../../config/mappings/enhanced.json" with { type: "json" };
import heavydb from "../../../../config/mappings/heavydb.json" with { type: "json" };
import legacy from "../../../../config/mappings/legacy.json" with { type: "json" };
import regimes from "../../../../config/mappings/regimes.json" with { type: "json" };
import zones from "../../../../config/mappings/zones.json" with { type: "json" };
import { type DatasetMapping, datasetMapping } from "../../../contract/importing.ts";

/** The mappings that ship with the product, the plainer ones first. */
export const presetMappings: readonly DatasetMapping[] = [legacy, zones, enhanced, regimes, heavydb].map(
  (one) => datasetMapping.parse(one),
);
