import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clusterShard } from "../../../electron/contract/methods/cluster.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, timeless } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");

/** Fractions that were told while a stage went on. */
type Told = { stage: string; fraction: number }[];

describe.skipIf(noEngine)("a shard that has to end before its time", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
  });
  afterAll(() => cluster?.close());

  /** Runs shard 0, and asks it to end as soon as it has told this. */
  async function attempt(folder: string, isEnough: (told: Told) => boolean = () => false): Promise<Told> {
    const told: Told = [];
    const limit = new AbortController();
    const onProgress = ({ stage, fraction }: { stage: string; fraction?: number | undefined }) => {
      if (fraction !== undefined) told.push({ stage, fraction });
      if (isEnough(told)) limit.abort();
    };
    await cluster.service
      .call(clusterShard, { folder: folder as never, indices: [0] }, { signal: limit.signal, onProgress })
      .catch((error: { code?: string }) => {
        if (!limit.signal.aborted) throw error;
      });
    return told;
  }

  const planned = async (options: object) => {
    const request = searchRun.request.parse({
      dataset: "table",
      seed: 7,
      minSize: 4,
      maxSize: 4,
      ...options,
    });
    const whole = await cluster.service.call(searchRun, request);
    const { folder } = await cluster.plan({ kind: "search", request }, 1);
    return { whole, folder };
  };
  const kept = (folder: string, name: string) => {
    const [first = ""] = readdirSync(join(folder, "attempts"));
    return readFileSync(join(folder, "attempts", first, name));
  };
  const equal = async (folder: string, whole: unknown) =>
    expect(JSON.stringify(timeless(await cluster.merge(folder)))).toBe(JSON.stringify(timeless(whole)));

  it("leaves the state of its run, and the next attempt goes on from it to the same bits", async () => {
    // So many that there is something left to be told of after a third of them, however fast the machine.
    const { whole, folder } = await planned({
      ...{ objective: "ratio", algorithms: ["ga"], evaluations: 12_000_000, verdict: { twins: 0 } },
    });
    const searching = (told: Told) =>
      told.filter(({ stage, fraction }) => stage.startsWith("Searching") && fraction > 0 && fraction < 1);
    const enough = (told: Told) => (searching(told).at(-1)?.fraction ?? 0) > 0.3;
    await attempt(folder, enough);
    const [{ state }] = JSON.parse(kept(folder, "checkpoint-0.json").toString()).interrupted;
    expect(state.length).toBeGreaterThan(100);
    const [first] = searching(await attempt(folder));
    expect(first?.fraction).toBeGreaterThan(0.3);
    expect(readdirSync(join(folder, "attempts"))).toEqual([]);
    await equal(folder, whole);
  });

  it("leaves what it has chosen, and the next attempt chooses the rest alone", async () => {
    const { whole, folder } = await planned({
      ...{ objective: "believable", algorithms: ["hc"], evaluations: 2000, verdict: { twins: 9 } },
    });
    const choosing = (told: Told) => told.filter(({ stage }) => stage.startsWith("Choosing"));
    const before = choosing(await attempt(folder, (told) => choosing(told).length > 5));
    expect(before.length).toBeLessThan(18);
    const after = choosing(await attempt(folder));
    expect(after[0]?.fraction).toBeGreaterThan(before.at(-1)?.fraction as number);
    await equal(folder, whole);
  });
});
