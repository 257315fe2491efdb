import { zoneSearch } from "../../contract/methods/zone.ts";
import { type Registration, register } from "../handler.ts";
import { searchZones } from "./handlers/search-zones.ts";

/** The methods of portfolios by intraday zone. */
export const zoningRegistrations: readonly Registration[] = [register(zoneSearch, searchZones)];
