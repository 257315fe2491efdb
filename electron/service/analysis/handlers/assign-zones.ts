import type { zoneAssign } from "../../../contract/methods/zone.ts";
import type { Handler } from "../../handler.ts";
import { annotateDataset } from "../annotate-dataset.ts";
import { zoneOfTime } from "../zones/windows.ts";

/** zone.assign */
export const assignZones: Handler<typeof zoneAssign> = async (request, context, call) => {
  const zoneOf = zoneOfTime(request.windows, request.by);
  const zones: Record<string, number> = {};
  let withoutTime = 0;
  const { version } = await annotateDataset(request.dataset, context, call, (one) => {
    const zone = zoneOf(one.startTime, one.endTime);
    if (zone === null) {
      withoutTime += 1;
      return one;
    }
    zones[zone] = (zones[zone] ?? 0) + 1;
    return { ...one, zone };
  });
  return { version, zones, withoutTime };
};
