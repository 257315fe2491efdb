import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { doesOf, knownParts } from "../../../electron/service/cluster/kinds/search-units.ts";
import { packUnits } from "../../../electron/service/cluster/pack-units.ts";
import { planLanes, planRuns } from "../../../electron/service/search/plan.ts";
import { rowsBetween } from "../../../electron/service/verdict/resampling.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { searchView } from "../search/support/search-view.ts";
import { clusterService, shardFiles, shuffled, timeless } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");

describe("lanes", () => {
  const plan = { minSize: 3, maxSize: 5, algorithms: ["sa", "hc"] as const, warmStart: true };
  const table = { observations: 20, strategies: 40 };
  it("are a run each, behind what it starts from where that is so", () => {
    const text = (lane: ReturnType<typeof planRuns>) =>
      lane.map((one) => `${one.algorithm}${one.size}`).join(" ");
    const lanes = (objective: "ratio" | "believable" | "expectancy") =>
      planLanes({ ...plan, objective }, table).map(text);
    expect(lanes("ratio")).toEqual(["sa3", "hc3", "sa4", "hc4", "sa5", "hc5"]);
    expect(lanes("believable").slice(0, 2)).toEqual(["choice3 sa3", "choice3 hc3"]);
    expect(lanes("expectancy")).toEqual(["sa3 sa4 sa5", "hc3 hc4 hc5"]);
  });

  it.each(["ratio", "believable", "top"] as const)(
    "have every run of the plan, with what it starts from: %s",
    (objective) => {
      for (const warmStart of [true, false]) {
        const lanes = planLanes({ ...plan, objective, warmStart }, table).flat();
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
  expect(shards.flatMap((shard) => doesOf(shard.units).choices)).toHaveLength(units.length);
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
    [6, { objective: "ratio", minSize: 4, maxSize: 5, seeds: 3 }],
    [7, { objective: "believable", minSize: 4, maxSize: 4, seeds: 2 }],
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
      // As text: the order of keys is that of one machine, too.
      expect(JSON.stringify(timeless(merged))).toBe(JSON.stringify(timeless(whole)));
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

  it("a merge refuses a shard that is lost", { timeout: 120_000 }, async () => {
    const request = searchRun.request.parse({ ...usual, objective: "believable", minSize: 4, maxSize: 4 });
    const { folder, count } = await cluster.plan({ kind: "search", request }, 3);
    for (const index of shuffled(count, 1)) await cluster.shard(folder, index);
    rmSync(shardFiles(folder, "ok")[1] ?? "");
    await expect(cluster.merge(folder)).rejects.toThrow("00001 is missing.");
  });
});

it("answers of shards are not asked for again, and what no shard has is", async () => {
  const view = searchView(
    ["a", "b", "c"],
    [1, 2, -3, 4, 5, -6].map((x) => ({ cells: [x, -x, 2 * x] })),
  );
  const choices = [
    { by: "search", sample: { is: "past" as const, seen: 4 }, members: [0, 2], statistic: 1.5 },
  ];
  const known = knownParts([{ outcomes: [], choices }], { view, search: { seed: 7 } as never });
  const asked = async () => ({ members: [1], statistic: 0 });
  const call = { signal: new AbortController().signal, progress: () => undefined };
  const answer = (by: string, seen: number) => known.recall(by, asked)(view, rowsBetween(0, seen), call);
  expect(await answer("search", 4)).toEqual({ members: [0, 2], statistic: 1.5 });
  expect(await answer("search", 5)).toEqual({ members: [1], statistic: 0 });
  expect(await answer("probe", 4)).toEqual({ members: [1], statistic: 0 });
});
