import { describe, expect, it } from "vitest";
import { portfolioScore } from "../../../../electron/contract/methods/portfolio.ts";
import { portfolioScoreHandler } from "../../../../electron/service/analysis/handlers/portfolio.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface ZoneGolden {
  zones_sorted: string[];
  weight_sets: Record<string, number[]>;
  portfolios: Record<
    string,
    { strategies: string[]; fitness: Record<string, Record<string, Record<string, number>>> }
  >;
}
interface PerZoneGolden {
  [zone: string]: { first5_ratio_penalised: number; first5_base_ratio: number; columns_after_ulta: string[] };
}
const metrics = {
  ratio: "ratio",
  roi: "roi",
  less_max_dd: "less max dd",
  win_percentage: "win percentage",
  profit_factor: "profit factor",
  expectancy: "expectancy",
} as const;

describe.skipIf(noEngine)("portfolio.score over intraday zones", () => {
  const tables = { zones: readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3) };
  const context = noEngine ? undefined : analysisContext(tables);
  const score = (request: object) => {
    if (!context) throw new Error("no engine");
    return portfolioScoreHandler.handle(
      portfolioScore.request.parse({ dataset: "zones", profile: "legacy", ...request }),
      context,
      quietCall,
    );
  };
  const golden = goldenJson<ZoneGolden>("enhanced_zones/zone_expected.json");

  it.each(Object.keys(golden.portfolios))("has the exact zone fitness of %s", async (name) => {
    const portfolio = golden.portfolios[name];
    if (!portfolio) throw new Error(name);
    for (const [set, weights] of Object.entries(golden.weight_sets)) {
      const rows = {
        kind: "weighted-zones",
        weights: Object.fromEntries(golden.zones_sorted.map((zone, z) => [zone, weights[z]])),
      };
      for (const [metric, key] of Object.entries(metrics)) {
        const expected = portfolio.fitness[set]?.[key] as Record<string, number>;
        const request = { members: portfolio.strategies, metric, rows };
        const real = await score(request);
        const half = await score({ ...request, drawdownThreshold: 1e12 });
        const identity = await score({ ...request, penaltyWeight: 0 });
        const what = `${set} ${key}`;
        const basis = Math.max(Math.abs(identity.base), 1);
        expectClose(real.fitness, expected.corr_real_flattened as number, basis, what);
        expectClose(
          half.fitness,
          expected.corr_real_flattened_drawdown_threshold_1e12 as number,
          basis,
          what,
        );
        expectClose(identity.fitness, expected.corr_identity_as_legacy_main_passes as number, basis, what);
      }
    }
  });

  const perZone = goldenJson<{ zones: PerZoneGolden }>("enhanced_zones/zone_specific_expected.json");
  it.each(Object.keys(perZone.zones))(
    "optimises %s on its own rows, after ULTA on those rows",
    async (zone) => {
      const expected = perZone.zones[zone];
      if (!expected) throw new Error(zone);
      const members = expected.columns_after_ulta.slice(0, 5);
      const got = await score({ members, rows: { kind: "zone", zone }, ulta: { kind: "sum" } });
      expectClose(got.base, expected.first5_base_ratio);
      expectClose(got.fitness, expected.first5_ratio_penalised, Math.abs(expected.first5_base_ratio) + 1);
    },
  );

  it("weights zones by any spelling and refuses a zone that is not there", async () => {
    const members = ["strategy_1", "strategy_2"];
    const named = await score({ members, rows: { kind: "weighted-zones", weights: { "Zone 1": 3 } } });
    const spelt = await score({ members, rows: { kind: "weighted-zones", weights: { zone1: 3 } } });
    expect(spelt).toEqual(named);
    const wrong = score({ members, rows: { kind: "weighted-zones", weights: { "Zone 9": 1 } } });
    await expect(wrong).rejects.toMatchObject({ report: { code: "bad-request" } });
  });
});
