import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correlationMap, correlationSummary } from "../../../electron/contract/methods/correlation.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { correlateKind } from "../../../electron/service/cluster/kinds/correlate.ts";
import { mapKind } from "../../../electron/service/cluster/kinds/map.ts";
import { metricsKind } from "../../../electron/service/cluster/kinds/metrics.ts";
import { searchKind } from "../../../electron/service/cluster/kinds/search.ts";
import { doesOf, unitsOf } from "../../../electron/service/cluster/kinds/search-units.ts";
import type { Turn } from "../../../electron/service/cluster/turns.ts";
import { CounterRandom } from "../../../electron/service/sampling/counter-random.ts";
import { allCases } from "../../support/cases.ts";
import { noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { clusterService, shuffled, timeless, writeTable } from "./support/cluster-service.ts";

const strategies = Array.from({ length: 420 }, (_, i) => `S${i}`);
const rows = Array.from({ length: 25 }, (_, t) =>
  strategies.map((_, i) => {
    if ((i * 31 + t * 17) % 97 === 0) return null;
    return Math.round(1000 * Math.sin(1 + t * (i + 2) * 0.37) + 600 * Math.cos(t)) / 8 - (i % 3) * 9;
  }),
);

const trials = allCases ? 18 : 6;

describe.skipIf(noEngine)("any split, put together in any order, is the whole", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-splits-"));
  beforeAll(async () => {
    const table = writeTable(join(files, "table.csv"), strategies, rows);
    const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");
    cluster = await clusterService({ table, golden });
  });
  afterAll(() => {
    cluster?.close();
    rmSync(files, { recursive: true, force: true });
  });
  let attempts = 0;
  const around = () => {
    attempts += 1;
    const folder = mkdtempSync(join(files, "attempt-"));
    return {
      context: cluster.service.context,
      attempt: { id: String(attempts), index: 0, folder, earlier: [] },
      others: () => async () => [],
      turn: { during: (_: number, work: () => Promise<never>) => work(), pass: () => undefined } as Turn,
      backend: "cpu",
      out: join(files, `out-${attempts}`),
    };
  };

  /** 0 to `count` in ranges of any lengths, and a whole number below `limit` for a use of the trial's. */
  function random(trial: number) {
    const numbers = new CounterRandom(trial + 1);
    const below = (use: number, index: number, limit: number) => numbers.integer(use, 0, index, limit);
    const cuts = (count: number) => {
      const inner = Array.from({ length: 1 + below(1, 0, 9) }, (_, k) => 1 + below(2, k, count - 1));
      const all = [...new Set([0, ...inner, count])].sort((a, b) => a - b);
      return all.slice(1).map((to, k) => ({ from: all[k] as number, to }));
    };
    return { below, cuts };
  }

  it.each(Array.from({ length: trials }, (_, k) => k))("correlation, trial %i", async (trial) => {
    const request = correlationSummary.request.parse({ dataset: "table", topPairs: 50, thresholdPairs: 900 });
    const whole = { ...(await cluster.service.call(correlationSummary, request)), kept: null };
    const { resolved } = await correlateKind.cut(request, cluster.service.context, 1, quietCall);
    const ranges = random(trial).cuts(resolved.tiles as number);
    const parts: unknown[] = [];
    for (const does of ranges) parts.push((await correlateKind.run(request, does, around(), quietCall)).part);
    const inOrder = shuffled(parts.length, trial).map((k) => parts[k]);
    const { result } = await correlateKind.merge(request, inOrder, around(), quietCall);
    expect(JSON.stringify(result)).toBe(JSON.stringify(whole));
  });

  it("a correlation's merge is refused where its backend would be another", async () => {
    const request = correlationSummary.request.parse({ dataset: "table" });
    const { resolved } = await correlateKind.cut(request, cluster.service.context, 1, quietCall);
    const does = { from: 0, to: resolved.tiles as number };
    const { part } = await correlateKind.run(request, does, around(), quietCall);
    for (const parts of [[part], [{ ...(part as object), whole: undefined }]])
      await expect(
        correlateKind.merge(request, parts, { ...around(), backend: "cuda" }, quietCall),
      ).rejects.toThrow("computed on cuda, here it would be cpu");
  });

  it.each(Array.from({ length: trials }, (_, k) => k))(
    "correlation beyond memory, trial %i",
    async (trial) => {
      const pairMethod = trial === 4 ? "spearman" : "pearson";
      const asked = { dataset: "table", pairMethod, topPairs: 50, thresholdPairs: 900 };
      const request = correlationSummary.request.parse(asked);
      const whole = { ...(await cluster.service.call(correlationSummary, request)), kept: null };
      const little = "[analysis]\nmemory_gb = 0.0001\n";
      cluster.set(little);
      try {
        const cut = await correlateKind.cut(request, cluster.service.context, 1 + trial, quietCall);
        const { panels, width } = cut.resolved as { panels: number; width: number };
        expect([panels, width]).toEqual([3, 192]);
        const planned = cut.shards.map(({ does }) => does as { from: number; to: number });
        expect(planned.map(({ from }) => from)).toEqual([0, ...planned.slice(0, -1).map(({ to }) => to)]);
        expect(planned.at(-1)?.to).toBe(6);
        const parts: unknown[] = [];
        for (const range of random(trial).cuts(6)) {
          // Some nodes have memory for all of it.
          cluster.set(range.from % 2 === 0 ? little : "");
          const does = { ...range, width };
          parts.push((await correlateKind.run(request, does, around(), quietCall)).part);
        }
        cluster.set(trial % 2 === 0 ? little : "");
        const inOrder = shuffled(parts.length, trial).map((k) => parts[k]);
        const { result } = await correlateKind.merge(request, inOrder, around(), quietCall);
        expect(JSON.stringify(result)).toBe(JSON.stringify(whole));
      } finally {
        cluster.set("");
      }
    },
  );

  it.each(Array.from({ length: trials }, (_, k) => k))("map, trial %i", async (trial) => {
    // Of as many blocks as there are strategies each is one: alone it has no pair.
    const blocks = [8, 50, 420][trial % 3];
    const weighting = trial > 2 ? { kind: "recent", halfLife: 5 } : undefined;
    const request = correlationMap.request.parse({ dataset: "table", blocks, weighting });
    const whole = { ...(await cluster.service.call(correlationMap, request)), kept: null };
    const cut = await mapKind.cut(request, cluster.service.context, 1, quietCall);
    const { order, tiles } = cut.resolved as { order: string; tiles: number };
    const parts: unknown[] = [];
    for (const does of random(trial).cuts(tiles))
      parts.push((await mapKind.run(request, { ...does, order }, around(), quietCall)).part);
    const inOrder = shuffled(parts.length, trial).map((k) => parts[k]);
    const { result, files: written } = await mapKind.merge(request, inOrder, around(), quietCall);
    for (const [key, value] of Object.entries(whole))
      expect([key, result[key as "mean"]]).toEqual([key, value]);
    expect(written).toEqual(["map_order.csv", "map_blocks.csv"]);
    await expect(
      mapKind.run(request, { from: 0, to: 1, order: "another" }, around(), quietCall),
    ).rejects.toThrow("The strategies come in another order here");
  });

  it.each(Array.from({ length: trials }, (_, k) => k))("metrics, trial %i", async (trial) => {
    const request = strategyMetrics.request.parse({ dataset: "table", ulta: { kind: "sum" } });
    const whole = await cluster.service.call(strategyMetrics, request);
    const parts: unknown[] = [];
    // A part says nothing of where it lies: they are put together in the order of the strategies.
    for (const does of random(trial).cuts(strategies.length))
      parts.push((await metricsKind.run(request, does, around(), quietCall)).part);
    const { result } = await metricsKind.merge(request, parts, around(), quietCall);
    expect(JSON.stringify(result)).toBe(JSON.stringify(whole));
  });

  it.each([0, 1])("a search, trial %i", { timeout: 60_000 }, async (trial) => {
    const request = searchRun.request.parse({
      ...{ dataset: "golden", objective: "ratio", algorithms: ["sa", "hc"], evaluations: 2000, seed: 7 },
      ...{ seeds: 2, minSize: 3, maxSize: 4, verdict: { twins: 2 } },
    });
    const whole = await cluster.service.call(searchRun, request);
    const { units } = await unitsOf(request, cluster.service.context, quietCall);
    const { below } = random(trial);
    const count = 1 + below(3, 0, 6);
    const groups = Map.groupBy(units.entries(), ([k]) => below(4, k, count));
    const parts: unknown[] = [];
    for (const own of groups.values()) {
      const does = doesOf(own.map(([, unit]) => unit));
      parts.push((await searchKind.run(request, does, around(), quietCall)).part);
    }
    const inOrder = shuffled(parts.length, trial).map((k) => parts[k]);
    const { result } = await searchKind.merge(request, inOrder, around(), quietCall);
    expect(JSON.stringify(timeless(result))).toBe(JSON.stringify(timeless(whole)));
  });
});
