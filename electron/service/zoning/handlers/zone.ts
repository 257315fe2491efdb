import { zoneSearch } from "../../../contract/methods/zone.ts";
import { register } from "../../handler.ts";
import { searchZones } from "../search-zones.ts";

/** zone.search */
export const zoneSearchHandler = register(zoneSearch, (asked, context, call) =>
  context.searches.keeping("zones", asked, call, () => searchZones(asked, context, call)),
);
