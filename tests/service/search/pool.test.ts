import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchReplay, searchRun } from "../../../electron/contract/methods/search.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { zoneSearch } from "../../../electron/contract/methods/zone.ts";
import { expectedOf } from "../../../electron/contract/search-result.ts";
import { qualityLines } from "../../../electron/contract/verdict-text.ts";
import { headlineOf } from "../../../electron/service/kept-searches/headline.ts";
import { minimumBacktestLength } from "../../../electron/service/verdict/universe.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, writeTable } from "../cluster/support/cluster-service.ts";

const strategies = Array.from({ length: 900 }, (_, i) => `S${i}`);
const rows = Array.from({ length: 40 }, (_, t) =>
  strategies.map((_, i) => Math.round(900 * Math.sin(1 + t * ((i % 700) + 2) * 0.37)) / 8 + (i % 7) - 3),
);

describe.skipIf(noEngine)("a search of a table that does not fit in memory", () => {
  let service: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-pool-"));
  beforeAll(async () => {
    const table = writeTable(join(files, "table.csv"), strategies, rows);
    service = await clusterService({ table }, ["storage.row_group_strategies=256"]);
  });
  afterAll(() => {
    service?.close();
    rmSync(files, { recursive: true, force: true });
  });
  const limited = () => service.set("[analysis]\nmemory_gb = 0.0003\n");
  const asked = { dataset: "table", minSize: 5, maxSize: 6, evaluations: 2000, algorithms: ["sa"] };
  const search = (options: object) =>
    service.service.call(searchRun, searchRun.request.parse({ ...asked, ...options }));

  it("in zones is refused, too", async () => {
    limited();
    const request = zoneSearch.request.parse({ dataset: "table", zoneWeights: {} });
    await expect(service.service.call(zoneSearch, request)).rejects.toThrow(
      "A search in zones rests on the whole table, which does not fit in memory",
    );
    service.set("");
  });

  it("of so many rows as fit is that of the same rows in a machine that holds all", async () => {
    const few = { from: "2023-08-01", objective: "ratio", verdict: { twins: 0 } };
    const whole = await search(few);
    limited();
    const found = await search(few);
    service.set("");
    expect(found.portfolios).toEqual(whole.portfolios);
  });

  it.each([
    ["believable", "sharpe"],
    ["ratio", "ratio"],
    ["top", "sharpe"],
  ] as const)(
    "of a pool by %s is one of the best by %s, says so, and comes again from its capsule",
    async (objective, metric) => {
      const { strategies: names, values } = await service.service.call(
        strategyMetrics,
        strategyMetrics.request.parse({ dataset: "table", metrics: [metric] }),
      );
      const figures = values[0] as Float64Array;
      const best = Array.from(names.keys())
        .sort((a, b) => (figures[b] as number) - (figures[a] as number) || a - b)
        .slice(0, 60)
        .map((i) => names[i]);
      const held = await search({ objective, pool: 60 });
      limited();
      const found = await search({ objective, pool: 60 });
      expect(found.portfolios).toEqual(held.portfolios);
      for (const { members } of found.portfolios) for (const name of members) expect(best).toContain(name);
      const pool = `a pool of 60 strategies of ${names.length}, those with the best ${metric} each`;
      expect(found.luck).toMatchObject({
        verdict: "not shown",
        twins: null,
        walkForward: null,
        universe: null,
      });
      expect(found.luck.sentence).toContain(pool);
      // Luck has all of them to choose from.
      expect(found.luck.minBacktestYears).toBeCloseTo(minimumBacktestLength(names.length, 1).years, 10);
      const [isOfPool, ...quality] = qualityLines(found);
      if (objective !== "top") expect(quality.length).toBeGreaterThan(0);
      if (quality.length > 0) expect(isOfPool).toBe("Of portfolios of the pool alone:");
      expect(headlineOf({ kind: "rows", result: found }).expected).toBeNull();
      expect(expectedOf(found)).toBeNull();
      expect(found.expected.sentence).toContain(`${pool}: what to expect of the best rests on all`);
      const again = await service.service.call(searchReplay, { capsule: found.capsule });
      service.set("");
      expect(again.differences).toEqual([]);
    },
  );

  it("of a pool that does not fit either, or in shards, is refused", async () => {
    limited();
    await expect(search({ pool: 700 })).rejects.toThrow("A pool of 700 strategies does not fit in memory.");
    service.set("");
    await expect(service.plan({ kind: "search", request: { ...asked, pool: 60 } }, 2)).rejects.toThrow(
      "A search of a pool is not cut into shards.",
    );
  });
});
