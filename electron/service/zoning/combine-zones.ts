import type { ResultOf } from "../../contract/method.ts";
import { zoneCombinationKind, type zoneSearch } from "../../contract/methods/zone.ts";
import { legacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import type { ZoneCube } from "../analysis/zones/cube.ts";
import type { Engine } from "../engine/engine.ts";
import { combinationWeights } from "./combination-weights.ts";
import { zoneDaySeries } from "./zone-day-series.ts";
import type { ZonePortfolio } from "./zone-portfolio.ts";

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
