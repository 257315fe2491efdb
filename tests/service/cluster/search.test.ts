import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { packUnits } from "../../../electron/service/cluster/kinds/search.ts";
import { planLanes, planRuns } from "../../../electron/service/search/plan.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, shardFiles, shuffled } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");

/** A result without what differs from run to run: times and where the files are. */
const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ["seconds", "createdAt", "files"].includes(key) ? undefined : part,
    ),
  );

describe("lanes", () => {
  const plan = { minSize: 3, maxSize: 5, algorithms: ["sa", "hc"] as const, warmStart: true };
  it("are an algorithm's sizes where each starts from the one before", () => {
    const lanes = planLanes({ ...plan, objective: "ratio" });
    expect(lanes.map((lane) => lane.map(({ size, algorithm }) => `${algorithm}${size}`).join(" "))).toEqual([
      "sa3 sa4 sa5",
      "hc3 hc4 hc5",
    ]);
  });

  it.each(["ratio", "believable", "top"] as const)(
    "have every run of the plan, with what it starts from: %s",
    (objective) => {
      for (const warmStart of [true, false]) {
        const lanes = planLanes({ ...plan, objective, warmStart }).flat();
        for (const run of planRuns({ ...plan, objective })) expect(lanes).toContainEqual(run);
      }
    },
  );
});

it("packs units into shards of about the same cost, each unit once", () => {
  const units = [9, 1, 1, 1, 4, 4, 2, 2].map((seconds, twin) => ({
    seconds,
    choice: { by: "search", sample: { is: "twin" as const, kind: "signs" as const, twin } },
  }));
  const shards = packUnits(units, 3);
  expect(shards.map(({ expectedSeconds }) => expectedSeconds).sort()).toEqual([7, 8, 9]);
  expect(shards.flatMap(({ does }) => does.choices)).toHaveLength(units.length);
  expect(packUnits(units, 50)).toHaveLength(units.length);
});

describe.skipIf(noEngine)("a search in shards", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
  });
  afterAll(() => cluster?.close());

  const usual = {
    dataset: "table",
    algorithms: ["sa", "hc"],
    evaluations: 3000,
    seed: 7,
    verdict: { twins: 2 },
  };
  it.each([
    [1, { objective: "believable", minSize: 4, maxSize: 5 }],
    [5, { objective: "believable", minSize: 4, maxSize: 4 }],
    [3, { objective: "ratio", minSize: 3, maxSize: 4 }],
    [4, { objective: "ratio", minSize: 4, maxSize: 4, warmStart: false, profile: "legacy" }],
    [2, { objective: "top", minSize: 3, maxSize: 4, verdict: { twins: 4, quick: true } }],
  ] as const)(
    "%i shards in any order are the search of one machine: %j",
    { timeout: 120_000 },
    async (shards, options) => {
      const request = searchRun.request.parse({ ...usual, ...options });
      const whole = await cluster.service.call(searchRun, {
        ...request,
        out: join(cluster.root, `whole-${shards}`) as never,
      });
      const { folder, count } = await cluster.plan({ kind: "search", request }, shards);
      for (const index of shuffled(count, shards)) await cluster.shard(folder, index);
      const merged = await cluster.merge(folder);
      expect(timeless(merged)).toEqual(timeless(whole));
      const names = readdirSync(join(cluster.root, `whole-${shards}`)).map((name) =>
        name.replace(/\d{8}_\d{6}/, "TIME"),
      );
      expect(
        readdirSync(join(folder, "merged"))
          .map((name) => name.replace(/\d{8}_\d{6}/, "TIME"))
          .sort(),
      ).toEqual(names.sort());
      const report = (of: string, name: string) => timeless(JSON.parse(readFileSync(join(of, name), "utf8")));
      expect(report(join(folder, "merged"), "search.json")).toEqual(
        report(join(cluster.root, `whole-${shards}`), "search.json"),
      );
    },
  );

  it("a merge chooses nothing again that a shard has chosen, and refuses one that is lost", {
    timeout: 120_000,
  }, async () => {
    const request = searchRun.request.parse({ ...usual, objective: "ratio", minSize: 4, maxSize: 4 });
    const { folder, count } = await cluster.plan({ kind: "search", request }, 3);
    for (const index of shuffled(count, 1)) await cluster.shard(folder, index);
    const before = process.cpuUsage();
    await cluster.merge(folder);
    const merging = process.cpuUsage(before).user;
    const again = process.cpuUsage();
    await cluster.service.call(searchRun, request);
    expect(merging).toBeLessThan(process.cpuUsage(again).user);
    rmSync(shardFiles(folder, "ok")[1] ?? "");
    await expect(cluster.merge(folder)).rejects.toThrow("00001 is missing.");
  });
});
