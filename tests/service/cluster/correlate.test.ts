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

describe.skipIf(noEngine)("correlation in shards", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-cluster-csv-"));
  beforeAll(async () => {
    cluster = await clusterService({
      whole: writeTable(join(files, "whole.csv"), strategies, rows(false)),
      gaps: writeTable(join(files, "gaps.csv"), strategies, rows(true)),
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
});
