import { z } from "zod";
import { defineMethod } from "../method.ts";
import { zoneWindows } from "../zone-windows.ts";

/** Gives every observation with a time its zone. Makes a new version of the dataset. */
export const zoneAssign = defineMethod({
  name: "zone.assign",
  summary: "Assign intraday zones by time windows",
  job: true,
  request: z.object({
    dataset: z.string().min(1),
    windows: zoneWindows,
    /**
     * start: the window that holds the start time (the replaced system's entry time); end: the one in which it ends;
     * overlap: the one that shares most of its time, the earlier of equals.
     */
    by: z.enum(["start", "end", "overlap"]).default("start"),
  }),
  result: z.object({
    version: z.number().int(),
    /** Observations per zone. */
    zones: z.record(z.string(), z.number().int()),
    withoutTime: z.number().int(),
  }),
});
