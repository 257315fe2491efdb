import { z } from "zod";
import { defineMethod } from "../method.ts";
import { zoneWindows } from "../zone-windows.ts";

/** Gives every observation with a start time its zone. Makes a new version of the dataset. */
export const zoneAssign = defineMethod({
  name: "zone.assign",
  summary: "Assign intraday zones by time windows",
  job: true,
  request: z.object({ dataset: z.string().min(1), windows: zoneWindows }),
  result: z.object({
    version: z.number().int(),
    /** Observations per zone. */
    zones: z.record(z.string(), z.number().int()),
    withoutTime: z.number().int(),
  }),
});
