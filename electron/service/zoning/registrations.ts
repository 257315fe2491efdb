import type { Registration } from "../handler.ts";
import { zoneSearchHandler } from "./handlers/zone.ts";

/** The methods of portfolios by intraday zone. */
export const zoningRegistrations: readonly Registration[] = [zoneSearchHandler];
