import type { z } from "zod";
import type { ResultOf } from "../../contract/method.ts";
import { zoneCombinationKind, type zoneSearch } from "../../contract/methods/zone.ts";
import { seriesCorrelation } from "../analysis/correlation/members.ts";
import { legacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import type { ZoneCube } from "../analysis/zones/cube.ts";
import type { Engine } from "../engine/engine.ts";
import type { ZonePortfolio } from "./searches.ts";

export type ZoneCombination = ResultOf<typeof zoneSearch>["combinations"][number];

/** Every way to make one portfolio of the zones', each member traded in its zone. `weights` are by zone of the cube. */
export async function combineZones(
  engine: Engine,
  cube: ZoneCube,
  weights: Float64Array,
  portfolios: readonly ZonePortfolio[],
): Promise<ZoneCombination[]> {
  if (portfolios.length === 0) return [];
  const zones = portfolios.map((one) => ({
    weight: weights[cube.zones.indexOf(one.zone)] as number,
    fitness: one.result.best.fitness,
    roi: one.result.best.roi,
  }));
  const days = portfolios.map((one) => zoneDaySeries(cube, one));
  const kinds = zoneCombinationKind.options;
  const shares = kinds.map((kind) => combinationWeights(kind, zones));
  const series = shares.map((share) =>
    Float64Array.from(cube.days, (_, t) =>
      days.reduce((sum, day, z) => sum + (share[z] as number) * (day[t] as number), 0),
    ),
  );
  const reports = await legacyReportMetrics(engine, series);
  return kinds.map((kind, k) => {
    const share = shares[k] as Float64Array;
    const report = reports[k] as (typeof reports)[number];
    return {
      kind,
      zoneWeights: share,
      // A zone of weight 0 takes no part, whatever its fitness.
      fitness: zones.reduce(
        (sum, { fitness }, z) => sum + (share[z] === 0 ? 0 : (share[z] as number) * fitness),
        0,
      ),
      ...membersOf(portfolios, share),
      roi: report.totalRoi,
      maxDrawdown: report.maxDrawdown,
      winRate: report.winPercentage,
      profitFactor: report.profitFactor,
      sharpe: report.sharpeRatio,
    };
  });
}

/** Union of the members in order of their zones; a strategy of several zones adds up its shares. */
function membersOf(portfolios: readonly ZonePortfolio[], share: Float64Array) {
  const total = new Map<string, number>();
  portfolios.forEach(({ result }, z) => {
    const { members } = result.best;
    const each = (share[z] as number) / members.length;
    if (each > 0) for (const name of members) total.set(name, (total.get(name) ?? 0) + each);
  });
  return { members: [...total.keys()], weights: Float64Array.from(total.values()) };
}

export type ZoneCombinationKind = z.infer<typeof zoneCombinationKind>;

/** What a combination needs to know of each zone's portfolio. */
export interface CombinedZone {
  /** Weight that was asked for, any scale. */
  readonly weight: number;
  readonly fitness: number;
  /** Currency, on the zone's own rows. */
  readonly roi: number;
}

/**
 * Weights of zones in a combination, sum 1. weighted: as asked for; equal: the same for all; best: all on the zone of
 * the highest fitness, the first of equals; allocation: max(0.01, ROI), the share that the replaced system's summary
 * suggested. Zones that weigh nothing together are treated alike.
 */
export function combinationWeights(kind: ZoneCombinationKind, zones: readonly CombinedZone[]): Float64Array {
  const raw = Float64Array.from(zones, (zone, z) => {
    if (kind === "weighted") return zone.weight;
    if (kind === "equal") return 1;
    if (kind === "allocation") return Math.max(0.01, zone.roi);
    return z === bestOf(zones) ? 1 : 0;
  });
  const total = raw.reduce((a, b) => a + b, 0);
  return total > 0 ? raw.map((weight) => weight / total) : raw.fill(1 / zones.length);
}

function bestOf(zones: readonly CombinedZone[]): number {
  return zones.reduce((best, zone, z) => (zone.fitness > (zones[best]?.fitness ?? -Infinity) ? z : best), 0);
}

/** Members among the strategies of the dataset; -1 in `signs` for one that is turned. */
type ZoneMembers = Pick<ZonePortfolio, "zone" | "source"> & { readonly signs?: Int8Array };

/** P&L of members in a zone by date, currency; 0 on a date without rows of the zone. A missing cell counts as 0. */
export function zoneDaySeries(cube: ZoneCube, { zone, source, signs }: ZoneMembers): Float64Array {
  const z = cube.zones.indexOf(zone);
  return Float64Array.from(cube.rows, (zones) => {
    const row = zones[z] as Float64Array;
    let sum = 0;
    for (let k = 0; k < source.length; k += 1) {
      sum += (signs?.[k] ?? 1) * (row[source[k] as number] || 0);
    }
    return sum / source.length;
  });
}

/** Pearson correlation of the zones' daily series, row-major. */
export async function zoneCorrelation(
  engine: Engine,
  cube: ZoneCube,
  portfolios: readonly ZonePortfolio[],
): Promise<Float64Array> {
  if (portfolios.length === 0) return new Float64Array();
  return seriesCorrelation(
    engine,
    portfolios.map((one) => zoneDaySeries(cube, one)),
  );
}
