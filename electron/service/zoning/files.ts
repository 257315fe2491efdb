import type { ResultOf } from "../../contract/method.ts";
import type { zoneSearch } from "../../contract/methods/zone.ts";
import type { ZoneCube } from "../analysis/zones/cube.ts";
import type { ServiceContext } from "../context.ts";
import { errorLogEntry } from "../exporting/legacy-text.ts";
import { legacyRunOptions } from "../exporting/run-folder.ts";
import type { LegacyZoneRun, ZoneRunShare } from "../exporting/zones/legacy-zone-run.ts";
import { writeLegacyZoneRun } from "../exporting/zones/write-legacy-zone-run.ts";
import { otherDefinitions } from "../search/files.ts";
import { zoneDaySeries } from "./combine.ts";
import type { OverallSearch, ZonePortfolio } from "./searches.ts";

export interface FinishedZoneRun {
  readonly cube: ZoneCube;
  readonly startedAt: Date;
  readonly portfolios: readonly ZonePortfolio[];
  readonly overall: OverallSearch | undefined;
  readonly result: ResultOf<typeof zoneSearch>;
}

/** Writes the result folder: the replaced system's files, the combinations, and capsules to repeat each search. */
export function writeZoneFiles(
  folder: string,
  { cube, startedAt, portfolios, overall, result }: FinishedZoneRun,
  context: ServiceContext,
): Promise<string[]> {
  const finishedAt = new Date();
  const run: LegacyZoneRun = {
    startedAt,
    finishedAt,
    zones: portfolios.map(({ zone, finishedAt: at, inversions, pnl, dates, result: { best, capsule } }) => ({
      ...{ zone, finishedAt: at, inversions, pnl, dates },
      definitions: otherDefinitions(capsule.request, context.settings, dates),
      ...{ algorithm: best.algorithm, fitness: best.fitness, strategies: best.members },
    })),
    overall:
      overall?.result.runs.map(({ algorithm, fitness, columns }, k) => {
        const source = Uint32Array.from(columns, (column) => overall.source[column] as number);
        return {
          ...{ algorithm, fitness, dates: overall.dates, pnl: overall.pnl[k] as Float64Array },
          definitions: otherDefinitions(overall.result.capsule.request, context.settings, overall.dates),
          strategies: columns.map((column) => overall.strategies[column] as string),
          inZones: new Map(cube.zones.map((zone) => [zone, zoneDaySeries(cube, { zone, source })])),
        };
      }) ?? [],
    shares: sharesOf(result),
    correlation: result.correlation,
    errors: result.skipped.map(({ name, reason }) =>
      errorLogEntry(finishedAt, `${name} was not searched: ${reason}`),
    ),
  };
  const capsules = new Map(
    [...portfolios.map(({ zone, result: found }) => [zone, found] as const)]
      .concat(overall ? [["all zones", overall.result] as const] : [])
      .map(([name, { capsule }]) => [
        `capsule_${name.replace(/[^\w.-]+/g, "_")}.json`,
        `${JSON.stringify(capsule, null, 2)}\n`,
      ]),
  );
  return writeLegacyZoneRun(folder, run, context.engine, legacyRunOptions(context.settings), capsules);
}

/** Every member of every combination, by the zone that it is traded in. */
function sharesOf({ combinations, zones }: FinishedZoneRun["result"]): ZoneRunShare[] {
  return combinations.flatMap(({ kind, zoneWeights }) =>
    zones.flatMap(({ name, best }, z) => {
      const zoneWeight = zoneWeights[z] as number;
      if (zoneWeight === 0) return [];
      const weight = zoneWeight / best.members.length;
      return best.members.map((strategy) => ({
        combination: kind,
        zone: name,
        zoneWeight,
        strategy,
        weight,
      }));
    }),
  );
}
