import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  clusterResume,
  clusterRun,
  clusterStatus,
  clusterSubmit,
} from "../../../electron/contract/methods/cluster.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { usualWidth } from "../../../electron/service/cluster/engines/local.ts";
import { keepSubmitted } from "../../../electron/service/cluster/engines/submitted.ts";
import { ClusterFolder } from "../../../electron/service/cluster/folder.ts";
import { readPlan } from "../../../electron/service/cluster/plan.ts";
import { takeLock } from "../../../electron/service/disk/lock.ts";
import { sealedText } from "../../../electron/service/disk/sealed.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, shardFiles, timeless } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");

it("short work is done by few processes: starting one takes as long as a second of it", () => {
  const plan = (each: number, backend = "cpu") => ({
    backend,
    shards: Array(8).fill({ expectedSeconds: each, does: null }),
  });
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(usualWidth(plan(60), all, 16)).toBe(8);
  expect(usualWidth(plan(60), all, 4)).toBe(2);
  expect(usualWidth(plan(5), all, 16)).toBe(4);
  expect(usualWidth(plan(5), [6, 7], 16)).toBe(1);
  expect(usualWidth(plan(0), all, 1)).toBe(1);
  // A device has the table once.
  expect(usualWidth(plan(60, "cuda"), all, 16)).toBe(1);
});

describe.skipIf(noEngine)("shards that another process of this machine runs", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
  });
  afterAll(() => cluster?.close());

  it("are said to run and to wait, are not run again, and are missing when it is gone", async () => {
    const request = strategyMetrics.request.parse({ dataset: "table" });
    const { folder } = await cluster.plan({ kind: "metrics", request }, 3);
    await cluster.shard(folder, 0);
    await keepSubmitted(new ClusterFolder(folder, await readPlan(folder)), { engine: "local" });
    mkdirSync(join(folder, "attempts", "00001-x"), { recursive: true });
    const asked = { folder: folder as never };
    const states = (standing: { shards: readonly { state: string; node: string | null }[] }) =>
      standing.shards.map(({ state, node }) => [state, node]);
    const release = await takeLock(join(folder, "local.lock"));
    const under = [
      ["done", hostname()],
      ["running", hostname()],
      ["queued", null],
    ];
    expect(states(await cluster.service.call(clusterStatus, asked))).toEqual(under);
    expect(states(await cluster.service.call(clusterSubmit, { ...asked, engine: "local" }))).toEqual(under);
    expect(states(await cluster.service.call(clusterResume, asked))).toEqual(under);
    await release?.();
    expect(states(await cluster.service.call(clusterStatus, asked)).map(([state]) => state)).toEqual([
      "done",
      "begun",
      "missing",
    ]);
  });
});

describe.skipIf(noEngine)("a plan that one process does, with its merge", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => cluster?.close());

  const metrics = { kind: "metrics", request: strategyMetrics.request.parse({ dataset: "table" }) } as const;
  const run = (folder: string, request: object = {}) =>
    cluster.service.call(clusterRun, { folder: folder as never, ...request });
  const statesOf = async (folder: string) =>
    (await cluster.service.call(clusterStatus, { folder: folder as never })).shards.map(({ state }) => state);

  it("is the search of one machine, whose table is read once for all steps", async () => {
    const asked = { dataset: "table", minSize: 4, maxSize: 4, algorithms: ["sa"], verdict: { twins: 3 } };
    const request = searchRun.request.parse({ ...asked, evaluations: 2000 });
    const whole = await cluster.service.call(searchRun, request);
    const opened = vi.spyOn(cluster.service.context.engine, "open");
    const folder = join(cluster.root, "searched");
    const { files, found } = await run(folder, { work: { kind: "search", request }, shards: 4 });
    expect(timeless(found.result)).toEqual(timeless(whole));
    expect(files.length).toBeGreaterThan(0);
    expect(await statesOf(folder)).toEqual(["done", "done", "done", "done"]);
    // The charts of the four that were chosen open them alone.
    expect(opened.mock.calls.filter(([{ strategies }]) => strategies > 4)).toHaveLength(1);
  });

  it("does what is missing alone, of a plan that is there", async () => {
    const { folder } = await cluster.plan(metrics, 3);
    for (const index of [0, 1, 2]) await cluster.shard(folder, index);
    const [first = "", lost = ""] = shardFiles(folder, "ok");
    const kept = readFileSync(first, "utf8");
    rmSync(lost);
    const { found } = await run(folder);
    expect(found.result).toEqual(await cluster.service.call(strategyMetrics, metrics.request));
    expect(readFileSync(first, "utf8")).toBe(kept);
    await expect(run(folder, { work: metrics })).rejects.toThrow("has a plan already");
  });

  it("names a shard that fails, whose log says why, and does the others", async () => {
    const { folder } = await cluster.plan(metrics, 3);
    const file = join(folder, "plan.json");
    const { checksum: _, ...plan } = JSON.parse(readFileSync(file, "utf8"));
    plan.shards[1].does = { from: "here", to: 20 };
    writeFileSync(file, sealedText(plan));
    await expect(run(folder)).rejects.toThrow("1 shard did not end well: 1.");
    expect(await statesOf(folder)).toEqual(["done", "begun", "done"]);
    expect(readFileSync(join(folder, "log", "00001.txt"), "utf8")).toContain("expected number");
    expect(readFileSync(join(folder, "log", "00002.txt"), "utf8")).toContain("shard 2 done");
  });

  it("is gone on with in another process where an attempt came to nothing: it may have ended its process", async () => {
    const { folder } = await cluster.plan(metrics, 3);
    await cluster.shard(folder, 0);
    mkdirSync(join(folder, "attempts", "00001-died"), { recursive: true });
    const opened = vi.spyOn(cluster.service.context.engine, "open");
    const asked = { folder: folder as never, engine: "local" as const };
    const { shards } = await cluster.service.call(clusterResume, asked);
    expect(shards.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(opened).not.toHaveBeenCalled();
    expect(readFileSync(join(folder, "log", "00001.txt"), "utf8")).toContain("ended with code 0");
    expect(shards.map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
  });
});
