import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correlationSummary } from "../../../electron/contract/methods/correlation.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, shuffled, writeTable } from "./support/cluster-service.ts";

/** More than one tile a side, losers for ULTA, a constant column, one that repeats another, empty cells. */
const strategies = Array.from({ length: 300 }, (_, i) => `S${i}`);
const rows = (gaps: boolean) =>
  Array.from({ length: 30 }, (_, t) =>
    strategies.map((_, i) => {
      if (i === 7) return 4;
      if (gaps && (i * 31 + t * 17) % 41 === 0) return null;
      const of = i === 211 ? 12 : i;
      return Math.round(1000 * Math.sin(1 + t * (of + 2) * 0.37) + 600 * Math.cos(t)) / 8 - (of % 3) * 9;
    }),
  );

/** More strategies than the cost of a pass is measured on. */
const wide = Array.from({ length: 4700 }, (_, i) => `W${i}`);

describe.skipIf(noEngine)("correlation in shards", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-cluster-csv-"));
  beforeAll(async () => {
    cluster = await clusterService({
      whole: writeTable(join(files, "whole.csv"), strategies, rows(false)),
      gaps: writeTable(join(files, "gaps.csv"), strategies, rows(true)),
      wide: writeTable(
        join(files, "wide.csv"),
        wide,
        Array.from({ length: 4 }, (_, t) => wide.map((_, i) => ((i * 37 + t * t * 11) % 101) - 50 + (i % 7))),
      ),
    });
  });
  afterAll(() => {
    cluster?.close();
    rmSync(files, { recursive: true, force: true });
  });

  it.each([
    ["whole", 1, {}],
    ["whole", 4, { topPairs: 7, threshold: 0.4, thresholdPairs: 50, bins: 17 }],
    ["whole", 100, { pairMethod: "spearman", topPairs: 40_000 }],
    ["gaps", 3, { thresholdPairs: 100_000, threshold: 0.2, ulta: { kind: "sum" } }],
    ["gaps", 5, { pairMethod: "downside", excludeConstant: true }],
    ["gaps", 2, { weighting: { kind: "recent", halfLife: 9 } }],
  ] as const)("%s: %i shards in any order are the whole: %j", async (dataset, shards, options) => {
    const parsed = correlationSummary.request.safeParse({ dataset, ...options });
    const request = parsed.success ? parsed.data : correlationSummary.request.parse({ dataset });
    expect(parsed.error?.message).toBeUndefined();
    const whole = await cluster.service.call(correlationSummary, request);
    const { folder, count } = await cluster.plan({ kind: "correlate", request }, shards);
    expect(count).toBeGreaterThan(shards > 1 ? 1 : 0);
    for (const index of shuffled(count, shards)) await cluster.shard(folder, index);
    const merged = await cluster.merge(folder);
    expect(merged).toEqual({ ...whole, kept: null });
    expect(JSON.stringify(merged)).toBe(JSON.stringify({ ...whole, kept: null }));
    const lines = readFileSync(join(folder, "merged", "correlation.csv"), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(1 + whole.strategies.length);
    expect(lines[0]).toBe("strategy,mean_rho,mean_abs_rho,max_abs_rho");
  });

  it.each([
    ["whole", 1, {}],
    ["whole", 3, { topPairs: 7, threshold: 0.4, thresholdPairs: 50, bins: 17 }],
    ["gaps", 2, { thresholdPairs: 100_000, threshold: 0.2, ulta: { kind: "sum" } }],
    ["whole", 3, { weighting: { kind: "recent", halfLife: 9 }, excludeConstant: true }],
  ] as const)(
    "%s: %i shards of a table that does not fit in memory: %j",
    async (dataset, shards, options) => {
      const request = correlationSummary.request.parse({ dataset, ...options });
      const { kept: _, ...whole } = await cluster.service.call(correlationSummary, request);
      cluster.set("[analysis]\nmemory_gb = 0.0001\n");
      const { folder, count } = await cluster.plan({ kind: "correlate", request }, shards);
      // The plan says how much memory there is.
      cluster.set("");
      // Two panels: the pair of both has twice the pairs of strategies that one has with itself.
      const { shards: planned } = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
      const ranges =
        shards === 1
          ? [[0, 3]]
          : [
              [0, 2],
              [2, 3],
            ];
      expect(planned.map(({ does }: { does: unknown }) => does)).toEqual(
        ranges.map(([from, to]) => ({ width: 192, from, to })),
      );
      for (const index of shuffled(count, shards)) await cluster.shard(folder, index);
      expect(JSON.stringify(await cluster.merge(folder))).toBe(JSON.stringify({ ...whole, kept: null }));
    },
  );

  it("neither plan nor merge reads the cells of a whole table", async () => {
    const request = correlationSummary.request.parse({ dataset: "wide", topPairs: 5 });
    const whole = await cluster.service.call(correlationSummary, request);
    const { folder, count } = await cluster.plan({ kind: "correlate", request }, 3);
    const { resolved, shards } = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8"));
    // 25 strips of 192 strategies.
    expect(resolved).toMatchObject({ observations: 4, strategies: 4700, tiles: 325 });
    expect(shards.map(({ does }: { does: unknown }) => does)).toEqual([
      { from: 0, to: 108 },
      { from: 108, to: 216 },
      { from: 216, to: 325 },
    ]);
    for (const index of shuffled(count, 3)) await cluster.shard(folder, index);
    rmSync(join(folder, "input", "datasets", "wide", "v000001", "pnl"), { recursive: true });
    expect(JSON.stringify(await cluster.merge(folder))).toBe(JSON.stringify({ ...whole, kept: null }));
  });

  it("refuses what cannot be cut into panels", async () => {
    const request = correlationSummary.request.parse({ dataset: "whole", pairMethod: "downside" });
    cluster.set("[analysis]\nmemory_gb = 0.0001\n");
    await expect(cluster.plan({ kind: "correlate", request }, 2)).rejects.toThrow(
      "Correlation on losing rows rests on the whole table",
    );
    cluster.set("");
  });
});
