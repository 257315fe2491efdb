import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clusterStatus } from "../../../electron/contract/methods/cluster.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { sealedText } from "../../../electron/service/disk/sealed.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, shardFiles, shuffled, writeTable } from "./support/cluster-service.ts";

const strategies = Array.from({ length: 23 }, (_, i) => `ALPHA ${900 + i}-${1000 + i} SL${i + 5}%`);
/** Losers, a constant column and empty cells: what moves columns and counts. */
const rows = Array.from({ length: 40 }, (_, t) =>
  strategies.map((_, i) => {
    if (i === 5) return -3;
    if (i === 9 && t % 7 === 0) return null;
    return Math.round(1000 * Math.sin(1 + t * (i + 2) * 0.37)) / 8 - (i % 3 === 0 ? 20 : -5);
  }),
);

describe.skipIf(noEngine)("metrics in shards", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-cluster-csv-"));
  beforeAll(async () => {
    cluster = await clusterService({ table: writeTable(join(files, "table.csv"), strategies, rows) });
  });
  afterAll(() => {
    cluster?.close();
    rmSync(files, { recursive: true, force: true });
  });

  it.each([
    [1, {}],
    [4, {}],
    [23, { ulta: { kind: "sum" } }],
    [23, { excludeConstant: true }],
    [7, { ulta: { kind: "sum" }, ultaSkipsFirst: true, excludeConstant: true }],
    [40, { profile: "legacy", metrics: ["sharpe", "roi"], from: "2023-03-01" }],
  ] as const)("%i shards in any order are the whole: %j", async (shards, options) => {
    const request = strategyMetrics.request.parse({ dataset: "table", ...options });
    const whole = await cluster.service.call(strategyMetrics, request);
    const { folder, count } = await cluster.plan({ kind: "metrics", request }, shards);
    const { strategies: kept } = await cluster.service.context.datasets.manifest("table");
    expect(count).toBe(Math.min(shards, kept));
    for (const index of shuffled(count, shards)) await cluster.shard(folder, index);
    const merged = await cluster.merge(folder);
    expect(merged).toEqual(whole);
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
  });

  const planned = async () => {
    const request = strategyMetrics.request.parse({ dataset: "table" });
    const { folder } = await cluster.plan({ kind: "metrics", request }, 3);
    for (const index of [2, 0, 1]) await cluster.shard(folder, index);
    return { folder, whole: await cluster.service.call(strategyMetrics, request) };
  };
  const states = async (folder: string) =>
    (await cluster.service.call(clusterStatus, { folder: folder as never })).shards.map(({ state }) => state);

  it("names what is missing or damaged, and does that alone again", async () => {
    const { folder, whole } = await planned();
    const [lost = "", , damaged = ""] = shardFiles(folder, "ok");
    rmSync(lost);
    const bin = shardFiles(folder, "bin")[2] ?? "";
    const bytes = readFileSync(bin);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    writeFileSync(bin, bytes);
    expect(await states(folder)).toEqual(["missing", "done", "damaged"]);
    await expect(cluster.merge(folder)).rejects.toThrow(
      /2 of 3 .*00000 is missing.*00002.ok: 00002\..*\.bin is not as/,
    );
    const untouched = readFileSync(shardFiles(folder, "ok")[0] ?? "");
    for (const index of [0, 1, 2]) await cluster.shard(folder, index);
    expect(readFileSync(shardFiles(folder, "ok")[1] ?? "")).toEqual(untouched);
    expect(damaged).toContain("00002");
    expect(await cluster.merge(folder)).toEqual(whole);
  });

  it("two attempts at once do no harm", async () => {
    const { folder, whole } = await planned();
    for (const mark of shardFiles(folder, "ok")) rmSync(mark);
    await Promise.all([0, 1, 2, 0, 1, 2].map((index) => cluster.shard(folder, index)));
    expect(await states(folder)).toEqual(["done", "done", "done"]);
    expect(await cluster.merge(folder)).toEqual(whole);
  });

  it("refuses the mark of another plan, another version and a table that was changed", async () => {
    const { folder } = await planned();
    const other = await planned();
    writeFileSync(shardFiles(folder, "ok")[1] ?? "", readFileSync(shardFiles(other.folder, "ok")[1] ?? ""));
    expect(await states(folder)).toEqual(["done", "damaged", "done"]);

    const file = join(other.folder, "plan.json");
    const text = readFileSync(file, "utf8");
    const { checksum: _, ...plan } = JSON.parse(text);
    writeFileSync(file, text.replace('"sum"', '"off"').replace('"cpu"', '"gpu"'));
    await expect(cluster.merge(other.folder)).rejects.toThrow("is damaged: its checksum does not agree.");
    writeFileSync(file, sealedText({ ...plan, product: "0.0.1" }));
    await expect(cluster.shard(other.folder, 0)).rejects.toThrow("was made by Tessera 0.0.1");
    writeFileSync(file, sealedText({ ...plan, dataset: { ...plan.dataset, fingerprint: "00" } }));
    await expect(cluster.shard(other.folder, 0)).rejects.toThrow("does not hold the table");
    writeFileSync(file, sealedText({ ...plan, backend: "cuda" }));
    await expect(cluster.shard(other.folder, 0)).rejects.toThrow(
      "are computed on cuda, here it would be cpu",
    );
  });
});
