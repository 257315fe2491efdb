import { zoneAssign, zoneSummary } from "../../../contract/methods/zone.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { register } from "../../handler.ts";
import { annotateDataset } from "../annotate-dataset.ts";
import { groupStats } from "../groups/statistics.ts";
import { weightedPnl } from "../series/portfolio.ts";
import { membersOrAll } from "../view/members.ts";
import { withView } from "../view/with-view.ts";
import { normaliseWeights, zoneCube } from "../zones/cube.ts";
import { zoneOfTime } from "../zones/windows.ts";

/** zone.summary: figures are those of the dates' zone sums. */
export const zoneSummaryHandler = register(zoneSummary, (request, context, call) =>
  withView({ ...request, rows: { kind: "observations" } }, context, call, async ({ view }) => {
    const cube = zoneCube(view.matrix, view.observations);
    const weights = normaliseWeights(cube.zones, request.zoneWeights);
    const members = membersOrAll(view, request.members);
    const inZones = view.observations.filter((one) => one.zone !== null && cube.zones.includes(one.zone));
    return {
      dates: cube.days.length,
      outside: view.observations.length - inZones.length,
      zones: cube.zones.map((name, z) => {
        const rows = cube.rows.map((zones) => zones[z] as Float64Array);
        const matrix = { observations: rows.length, strategies: view.matrix.strategies, rows };
        const own = inZones.filter((one) => one.zone === name);
        const { total, mean, std, winRate, worst } = groupStats(
          weightedPnl(matrix, members, request.weights),
          [],
        );
        return {
          name,
          observations: own.length,
          weight: weights[z] as number,
          ...hours(own),
          total,
          mean,
          std,
          winRate,
          worst,
        };
      }),
    };
  }),
);

/** Earliest start and latest end. */
function hours(observations: readonly Observation[]): { start: string | null; end: string | null } {
  const starts = observations.flatMap((one) => one.startTime ?? []).sort();
  const ends = observations.flatMap((one) => one.endTime ?? []).sort();
  return { start: starts[0] ?? null, end: ends.at(-1) ?? null };
}

/** zone.assign */
export const zoneAssignHandler = register(zoneAssign, async (request, context, call) => {
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
});
