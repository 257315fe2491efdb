import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeMessage } from "../../../electron/contract/messages/codec.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { KnownTwins } from "../../../electron/service/cluster/kinds/choices.ts";
import { knownParts, searchPart } from "../../../electron/service/cluster/kinds/search-part.ts";
import { doesOf } from "../../../electron/service/cluster/kinds/search-units.ts";
import { packUnits } from "../../../electron/service/cluster/pack-units.ts";
import { CounterRandom } from "../../../electron/service/sampling/counter-random.ts";
import { planLanes, planRuns } from "../../../electron/service/search/plan.ts";
import type { SampleName } from "../../../electron/service/search/samples.ts";
import { rowsBetween } from "../../../electron/service/verdict/resampling.ts";
import { isSettledBefore, sequentialP } from "../../../electron/service/verdict/twins.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { searchView } from "../search/support/search-view.ts";
import { clusterService, shardFiles, shuffled, timeless, writeTable } from "./support/cluster-service.ts";

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

it("keeps units of one cost in their order from shard to shard", () => {
  const units = Array.from({ length: 7 }, (_, k) => ({ seconds: k === 3 ? 9 : 2, k }));
  const shards = packUnits(units, 3).map((shard) => shard.units.map(({ k }) => k));
  expect(shards.flat().filter((k) => k !== 3)).toEqual([0, 1, 2, 4, 5, 6]);
  expect(shards).toContainEqual([3]);
});

describe("twins that are known", () => {
  const twin = (kind: "signs" | "bootstrap", k: number) => ({ is: "twin" as const, kind, twin: k });
  const made = (sample: SampleName, statistic: number) => ({ by: "probe", sample, members: [], statistic });
  it("settle those behind the fifth that does as well, wherever they were made", async () => {
    const ended = [[made({ is: "whole" }, 2), ...[0, 1, 2, 6].map((k) => made(twin("signs", k), 3))], []];
    const known = new KnownTwins("probe", async () => ended.splice(0).map((choices) => ({ choices })), [
      made(twin("signs", 3), 1),
      made(twin("bootstrap", 0), 5),
    ]);
    const isSettled = (k: number, kind: "signs" | "bootstrap" = "signs") =>
      known.isSettled({ by: "probe", sample: twin(kind, k) });
    expect(await isSettled(7)).toBe(false);
    known.add([made(twin("signs", 4), 2)]);
    expect(await isSettled(7)).toBe(true);
    // The fifth itself may be the one that counts, and so may what is before it.
    expect(await isSettled(6)).toBe(false);
    expect(await isSettled(5)).toBe(false);
    expect(await isSettled(7, "bootstrap")).toBe(false);
    expect(await known.isSettled({ by: "search", sample: { is: "past", seen: 9 } })).toBe(false);
  });

  it("are settled only where one machine rests on none of them", () => {
    const random = new CounterRandom(3);
    for (let trial = 0; trial < 200; trial += 1) {
      const values = Array.from({ length: 19 }, (_, k) => random.integer(0, trial, k, 3));
      const used = sequentialP(1, values, 19)?.used ?? 0;
      const all = [...values.entries()];
      const known = new Map(all.filter(([k]) => random.integer(1, trial, k, 2) === 1));
      for (let k = 0; k < 19; k += 1)
        if (isSettledBefore(k, 1, known)) expect(k).toBeGreaterThanOrEqual(used);
      for (let k = used; k < 19; k += 1) expect(isSettledBefore(k, 1, new Map(all))).toBe(true);
    }
  });
});

describe.skipIf(noEngine)("a search in shards", () => {
  let files = "";
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    const random = new CounterRandom(5);
    const rows = Array.from({ length: 40 }, (_, t) =>
      Array.from({ length: 30 }, (_, i) => random.integer(0, t, i, 2001) - 1000),
    );
    const names = Array.from({ length: 30 }, (_, i) => `N${i}`);
    files = mkdtempSync(join(tmpdir(), "tessera-noise-"));
    const noise = writeTable(join(files, "noise.csv"), names, rows);
    cluster = await clusterService({ table: golden, noise });
  });
  afterAll(() => {
    cluster?.close();
    rmSync(files, { recursive: true, force: true });
  });

  const usual = {
    dataset: "table",
    algorithms: ["sa", "hc"],
    evaluations: 3000,
    seed: 7,
    verdict: { twins: 2 },
  };
  it.each([
    [1, { objective: "believable", minSize: 4, maxSize: 5 }],
    [5, { objective: "believable", minSize: 4, maxSize: 4, algorithms: ["hc"] }],
    [3, { objective: "ratio", minSize: 3, maxSize: 4 }],
    [4, { objective: "ratio", minSize: 4, maxSize: 4, warmStart: false, profile: "legacy" }],
    [6, { objective: "ratio", minSize: 4, maxSize: 4, seeds: 3, algorithms: ["hc"] }],
    [7, { objective: "believable", minSize: 4, maxSize: 4, seeds: 2, algorithms: ["hc"] }],
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

  it.each([
    ["believable", { minSize: 4, maxSize: 4, algorithms: ["hc"] }],
    ["ratio", { minSize: 4, maxSize: 4, algorithms: ["hc"] }],
  ] as const)(
    "twins that one machine leaves out are left out by shards that come after one another: %s",
    { timeout: 120_000 },
    async (objective, sizes) => {
      const request = searchRun.request.parse({
        ...{ ...usual, dataset: "noise", objective, ...sizes },
        verdict: { twins: 19 },
      });
      const whole = await cluster.service.call(searchRun, request);
      const used =
        (whole.luck.twins?.values.signs.length ?? 0) + (whole.luck.twins?.values.bootstrap.length ?? 0);
      expect(used).toBeLessThan(38);
      const { folder, count } = await cluster.plan({ kind: "search", request }, 8);
      for (let index = 0; index < count; index += 1) await cluster.shard(folder, index);
      const parts = shardFiles(folder, "bin").map((file) =>
        searchPart.parse(decodeMessage(readFileSync(file))),
      );
      const twins = parts.flatMap(({ choices }) => choices.filter(({ sample }) => sample.is === "twin"));
      // A shard may have begun a second at a time when the first settles it.
      expect(twins.length).toBeGreaterThanOrEqual(used);
      expect(twins.length).toBeLessThanOrEqual(used + 2);
      expect(JSON.stringify(timeless(await cluster.merge(folder)))).toBe(JSON.stringify(timeless(whole)));
    },
  );

  it("a merge refuses a shard that is lost", { timeout: 120_000 }, async () => {
    const few = { ...usual, objective: "believable", minSize: 4, maxSize: 4, verdict: { twins: 0 } };
    const request = searchRun.request.parse(few);
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
  const known = knownParts([{ outcomes: [], choices, universe: null, measured: null }], {
    view,
    search: { seed: 7 } as never,
  });
  const asked = async () => ({ members: [1], statistic: 0 });
  const call = { signal: new AbortController().signal, progress: () => undefined };
  const answer = (by: string, seen: number) => known.recall(by, asked)(view, rowsBetween(0, seen), call);
  expect(await answer("search", 4)).toEqual({ members: [0, 2], statistic: 1.5 });
  expect(await answer("search", 5)).toEqual({ members: [1], statistic: 0 });
  expect(await answer("probe", 4)).toEqual({ members: [1], statistic: 0 });
});
