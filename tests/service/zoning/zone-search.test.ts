import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { portfolioScore } from "../../../electron/contract/methods/portfolio.ts";
import { zoneSearch } from "../../../electron/contract/methods/zone.ts";
import { portfolioScoreHandler } from "../../../electron/service/analysis/handlers/portfolio.ts";
import { zoneSearchHandler } from "../../../electron/service/zoning/handlers/zone.ts";
import { analysisContext, cpuEngine, noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { expectClose } from "../analysis/support/expect-close.ts";
import { type GoldenTable, readGoldenTable } from "../analysis/support/read-golden-table.ts";
import { figureOf, goldenRun } from "../exporting/support/golden-run.ts";

const table = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);

/** The same table with Zone 4 left on two dates only: too few to search. */
function withThinZone(): GoldenTable {
  let left = 2;
  const zones = (table.columns.Zone ?? []).map((zone) => {
    if (zone !== "Zone 4") return zone;
    left -= 1;
    return left >= 0 ? zone : "Outside Market";
  });
  return { ...table, columns: { ...table.columns, Zone: zones } };
}

describe.skipIf(noEngine)("zone.search", () => {
  const context = noEngine
    ? undefined
    : analysisContext({ zones: table, thin: withThinZone() }, cpuEngine(), ["export.charts=false"]);
  const home = mkdtempSync(join(tmpdir(), "tessera-zones-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const search = (request: object) => {
    if (!context) throw new Error("no engine");
    const parsed = zoneSearch.request.parse({
      profile: "legacy",
      ...{ dataset: "zones", zoneMinSize: 3, zoneMaxSize: 4, minSize: 5, maxSize: 6 },
      ...{ algorithms: ["sa", "hc"], evaluations: 4000, seed: 7, verdict: { twins: 0 } },
      zoneWeights: { "Zone 1": 1, "Zone 2": 2, "Zone 3": 3, "Zone 4": 4 },
      ...request,
    });
    return zoneSearchHandler.handle(parsed, context, quietCall);
  };

  it("is at least as good in every zone as the executed run, under the same fitness", async () => {
    const found = await search({ ulta: { kind: "sum" } });
    const texts = [...goldenRun("legacy_output_zone").values()];
    expect(found.zones.map((zone) => zone.name)).toEqual(["Zone 1", "Zone 2", "Zone 3", "Zone 4"]);
    expect(found.zones.map((zone) => zone.weight)).toEqual([0.1, 0.2, 0.3, 0.4]);
    for (const zone of found.zones) {
      const theirs = texts.find((text) => text.startsWith(`Best Portfolio Summary for Zone ${zone.name}:`));
      expect(zone.best.fitness).toBeGreaterThanOrEqual(figureOf(theirs ?? "", "Fitness") - 5e-5);
      const score = await portfolioScoreHandler.handle(
        portfolioScore.request.parse({
          profile: "legacy",
          dataset: "zones",
          rows: { kind: "zone", zone: zone.name },
          ulta: { kind: "sum" },
          members: zone.best.members,
        }),
        context as NonNullable<typeof context>,
        quietCall,
      );
      expectClose(zone.best.fitness, score.fitness, Math.abs(score.base));
    }
  });

  it("combines the zones' portfolios on the rows of their zones", async () => {
    const found = await search({ ulta: { kind: "sum" }, overallAlgorithms: [] });
    expect(found.overall).toEqual([]);
    const dates = [...new Set(table.dates)];
    for (const made of found.combinations) {
      const fitness = found.zones.reduce(
        (sum, zone, z) => sum + (made.zoneWeights[z] as number) * zone.best.fitness,
        0,
      );
      expectClose(made.fitness, fitness, Math.abs(fitness));
      // Date by date from the file: the mean of a zone's members on its row, turned ones with the other sign.
      const series = dates.map((date) =>
        found.zones.reduce((total, { name, best }, z) => {
          const t = table.dates.findIndex((one, row) => one === date && table.columns.Zone?.[row] === name);
          const row = table.matrix.rows[t];
          const sum = best.members.reduce((all, member) => {
            const plain = member.replace(/_inv$/, "");
            const value = row?.[table.strategies.indexOf(plain)] ?? 0;
            return all + (plain === member ? value : -value);
          }, 0);
          return total + ((made.zoneWeights[z] as number) * sum) / best.members.length;
        }, 0),
      );
      expectClose(
        made.roi,
        series.reduce((a, b) => a + b, 0),
        1,
        made.kind,
      );
      expectClose(made.winRate, series.filter((x) => x > 0).length / series.length, 1, made.kind);
      expectClose(
        made.weights.reduce((a, b) => a + b, 0),
        1,
      );
    }
    const best = found.combinations.find(({ kind }) => kind === "best");
    const fittest = Math.max(...found.zones.map((zone) => zone.best.fitness));
    expect(best?.fitness).toBe(fittest);
  });

  it("leaves out a zone of too few rows and says so, and writes the folder", async () => {
    const out = join(home, "run");
    const found = await search({ dataset: "thin", out });
    expect(found.skipped).toEqual([{ name: "Zone 4", reason: "2 rows are too few to search." }]);
    expect(found.zones).toHaveLength(3);
    expect(readdirSync(out).sort()).toEqual([...found.files].sort());
    expect(found.files.filter((file) => file.startsWith("best_portfolio_zone_"))).toHaveLength(3);
    expect(found.files.filter((file) => /^(ga|pso)_zone_portfolio_size[56]_/.test(file))).toHaveLength(4);
  });
});
