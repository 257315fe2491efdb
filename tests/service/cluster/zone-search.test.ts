import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { zoneSearch } from "../../../electron/contract/methods/zone.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, shuffled, timeless } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/enhanced_zones/zone_format_88x23.csv");

/** Of the table, in all zones. */
const [rowsOfTable, strategiesOfTable] = [88, 20];

describe.skipIf(noEngine)("a search in zones, in shards", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
  });
  afterAll(() => cluster?.close());

  it.each([
    [1, { profile: "legacy", verdict: { twins: 0 }, minSize: 5, maxSize: 6, zoneMinSize: 3, zoneMaxSize: 4 }],
    [4, { objective: "ratio", minSize: 3, maxSize: 3, verdict: { twins: 2 }, ulta: { kind: "sum" } }],
    // More than some zones have, where it becomes what they have.
    [
      3,
      {
        objective: "ratio",
        minSize: 4,
        maxSize: 4,
        zoneMaxSize: 5000,
        zoneMinSize: 20,
        overallAlgorithms: [],
        verdict: { twins: 0 },
      },
    ],
  ] as const)(
    "%i shards in any order are the search of one machine: %j",
    { timeout: 120_000 },
    async (shards, options) => {
      const request = zoneSearch.request.parse({
        ...{ dataset: "table", algorithms: ["sa", "hc"], evaluations: 2000, seed: 7 },
        zoneWeights: { "Zone 1": 1, "Zone 2": 2, "Zone 3": 3, "Zone 4": 4 },
        ...options,
      });
      const out = join(cluster.root, `whole-${shards}`);
      const opened = vi.spyOn(cluster.service.context.engine, "open");
      const whole = await cluster.service.call(zoneSearch, { ...request, out: out as never });
      const { folder, count } = await cluster.plan({ kind: "zone-search", request }, shards);
      expect(count).toBe(shards);
      // One machine and the shards open no view that is searched as if it were for passes.
      const forPasses = () =>
        opened.mock.calls.filter(
          ([{ strategies }, session]) =>
            strategies === strategiesOfTable && (session?.work ?? "passes") === "passes",
        );
      expect(forPasses()).toEqual([]);
      for (const index of shuffled(count, shards)) {
        opened.mockClear();
        await cluster.shard(folder, index);
        // The whole table is read for none.
        expect(opened.mock.calls.map(([{ observations }]) => observations)).not.toContain(rowsOfTable);
        expect(forPasses()).toEqual([]);
      }
      const merged = await cluster.merge(folder);
      expect(JSON.stringify(timeless(merged))).toBe(JSON.stringify(timeless(whole)));
      const names = (of: string) =>
        readdirSync(of)
          .map((name) => name.replace(/\d{8}_\d{6}|\d\d[A-Z][a-z]{2}\d{10}/, "TIME"))
          .sort();
      expect(names(join(folder, "merged"))).toEqual(names(out));
    },
  );
});
