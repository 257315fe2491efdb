import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clusterResume, clusterStatus, clusterSubmit } from "../../../electron/contract/methods/cluster.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { usualWidth } from "../../../electron/service/cluster/engines/local.ts";
import { keepSubmitted } from "../../../electron/service/cluster/engines/submitted.ts";
import { ClusterFolder } from "../../../electron/service/cluster/folder.ts";
import { readPlan } from "../../../electron/service/cluster/plan.ts";
import { takeLock } from "../../../electron/service/disk/lock.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService } from "./support/cluster-service.ts";

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
