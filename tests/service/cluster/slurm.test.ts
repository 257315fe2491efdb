import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  clusterCancel,
  clusterMerge,
  clusterResume,
  clusterStatus,
  clusterSubmit,
} from "../../../electron/contract/methods/cluster.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService, markOf, shardFiles, timeless } from "./support/cluster-service.ts";
import { startSlurm, startSsh, whyNoSlurm, whyNoSsh } from "./support/slurm.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");
const program = join(import.meta.dirname, "../../../electron/hosts/cli/main.ts");

const cannot = noEngine || whyNoSlurm();
if (cannot) console.log(`Slurm is not tried: ${cannot}`);

describe.skipIf(cannot)("shards on a Slurm of two nodes", { timeout: 300_000 }, () => {
  let slurm: Awaited<ReturnType<typeof startSlurm>>;
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    // Tasks inherit it: most of their time is the start of a program.
    process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../../../node_modules/.cache/tessera");
    slurm = await startSlurm();
    cluster = await clusterService({ table: golden }, [
      `cluster.command=${process.execPath} ${program}`,
      "cluster.cpus_per_task=1",
      "cluster.time_limit=10:00",
    ]);
  }, 120_000);
  afterAll(async () => {
    cluster?.close();
    await slurm?.close();
  }, 60_000);

  afterEach(() => {
    slurm?.run("scancel", "--user", "root");
  });

  const status = (folder: string) => cluster.service.call(clusterStatus, { folder: folder as never });
  const hasEnded = () => slurm.run("squeue", "-h") === "";
  /** What was handed to Slurm last. */
  const jobsOf = (folder: string) => {
    const { submissions } = JSON.parse(readFileSync(join(folder, "engine.json"), "utf8"));
    return submissions.at(-1) as { arrays: { job: string; tasks?: number[][] }[]; merge: string };
  };
  const logs = (folder: string) =>
    readdirSync(join(folder, "log"))
      .map((name) => `${name}: ${readFileSync(join(folder, "log", name), "utf8")}`)
      .join("\n");

  it("a verdict survives killed shards, a node that goes down, lost and damaged parts, each shard once", async () => {
    const request = searchRun.request.parse({
      ...{ dataset: "table", algorithms: ["sa", "hc"], evaluations: 3000, seed: 7 },
      ...{ objective: "ratio", minSize: 3, maxSize: 4, verdict: { twins: 2 } },
    });
    const whole = await cluster.service.call(searchRun, {
      ...request,
      out: join(cluster.root, "whole") as never,
    });
    const { folder, count } = await cluster.plan({ kind: "search", request }, 5);
    expect(count).toBe(5);
    await cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" });
    const [{ job } = { job: "" }] = jobsOf(folder).arrays;
    await slurm.until("two shards run", async () => {
      const running = (await status(folder)).shards.filter(({ state }) => state === "running");
      return running.length === 2 && new Set(running.map(({ node }) => node)).size === 2;
    });
    const at = async (node: string) =>
      (await status(folder)).shards.find((one) => one.node === node)?.index ?? -1;
    const [killed, lostNode] = [await at("n1"), await at("n2")];
    slurm.run("scancel", "--full", "--signal=KILL", `${job}_${killed}`);
    slurm.run("scontrol", "update", "NodeName=n2", "State=DOWN", "Reason=test");
    await slurm.until("what the node had is queued again", async () =>
      ["queued", "running"].includes((await status(folder)).shards[lostNode]?.state ?? ""),
    );
    await slurm.beginAgain(`${job}_${lostNode}`);
    slurm.resume("n2");
    await slurm.until("all have ended", hasEnded);
    const first = await status(folder);
    expect(
      first.shards.filter(({ state }) => state !== "done").map(({ index }) => index),
      logs(folder),
    ).toEqual([killed]);
    expect(logs(folder)).toContain(`0000${killed} is missing`);
    expect(existsSync(join(folder, "merged"))).toBe(false);

    const done = shardFiles(folder, "ok");
    const [lost = "", damaged = "", ...untouched] = done;
    rmSync(lost);
    const part = join(folder, "shards", markOf(damaged).file);
    const bytes = readFileSync(part);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(part, bytes);
    const before = untouched.map((file) => readFileSync(file, "utf8"));
    await cluster.service.call(clusterResume, { folder: folder as never, wait: true });
    expect(untouched.map((file) => readFileSync(file, "utf8"))).toEqual(before);
    expect((await status(folder)).done).toBe(count);

    const text = (of: string, name: string) => timeless(JSON.parse(readFileSync(join(of, name), "utf8")));
    expect(text(join(folder, "merged"), "search.json")).toEqual(
      text(join(cluster.root, "whole"), "search.json"),
    );
    const merged = await cluster.service.call(clusterMerge, { folder: folder as never });
    expect(JSON.stringify(timeless(merged.found.result))).toBe(JSON.stringify(timeless(whole)));
  });

  it("a task whose time is over keeps its state, and goes on from it when it has waited again", async () => {
    const request = searchRun.request.parse({
      ...{ dataset: "table", algorithms: ["ga"], evaluations: 12_000_000, seed: 7 },
      ...{ objective: "ratio", minSize: 4, maxSize: 4, verdict: { twins: 0 } },
    });
    const { folder } = await cluster.plan({ kind: "search", request }, 1);
    await cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" });
    const [{ job } = { job: "" }] = jobsOf(folder).arrays;
    const attempts = () =>
      existsSync(join(folder, "attempts")) ? readdirSync(join(folder, "attempts")).sort() : [];
    const stateOf = (attempt = "") => join(folder, "attempts", attempt, "checkpoint-0.json");
    await slurm.until("it searches", () => existsSync(stateOf(attempts()[0])));
    // What Slurm sends a minute before the limit.
    slurm.run("scancel", "--batch", "--signal=USR1", `${job}_0`);
    await slurm.until("it waits again", async () => (await status(folder)).shards[0]?.state === "queued");
    const [before = ""] = attempts();
    const kept = readFileSync(stateOf(before), "utf8");
    expect(JSON.parse(kept).interrupted).toHaveLength(1);
    await slurm.beginAgain(`${job}_0`);
    await slurm.until("all have ended", hasEnded);
    const [shard] = (await status(folder)).shards;
    expect(shard, logs(folder)).toMatchObject({ state: "done", attempts: 2 });
    expect(logs(folder)).toMatch(/Cancelled\.\s+Its state is kept/);
    const whole = await cluster.service.call(searchRun, request);
    const merged = await cluster.service.call(clusterMerge, { folder: folder as never });
    expect(JSON.stringify(timeless(merged.found.result))).toBe(JSON.stringify(timeless(whole)));
  });

  it("a cancel stops tasks and merge; what Slurm has is not handed to it again", async () => {
    const request = strategyMetrics.request.parse({ dataset: "table" });
    const { folder } = await cluster.plan({ kind: "metrics", request }, 3);
    slurm.run("scontrol", "update", "NodeName=n1,n2", "State=DRAIN", "Reason=test");
    const submitted = await cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" });
    expect(submitted.shards.map(({ state }) => state)).toEqual(["queued", "queued", "queued"]);
    const { merge } = jobsOf(folder);
    await cluster.service.call(clusterResume, { folder: folder as never });
    expect(jobsOf(folder).merge).toBe(merge);
    const cancelled = await cluster.service.call(clusterCancel, { folder: folder as never });
    await slurm.until("nothing is left", hasEnded);
    expect(cancelled.done).toBe(0);
    slurm.resume("n1,n2");
  });

  it("what is handed to it anew stands beside what it had: all is followed, merged once and cancelled", async () => {
    const request = strategyMetrics.request.parse({ dataset: "table" });
    const { folder } = await cluster.plan({ kind: "metrics", request }, 3);
    slurm.run("scontrol", "update", "NodeName=n1,n2", "State=DRAIN", "Reason=test");
    await cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" });
    const first = jobsOf(folder);
    slurm.run("scancel", `${first.arrays[0]?.job}_1`);
    await slurm.until("one task is gone", async () => (await status(folder)).shards[1]?.state === "missing");
    const resumed = await cluster.service.call(clusterResume, { folder: folder as never });
    expect(resumed.shards.map(({ state }) => state)).toEqual(["queued", "queued", "queued"]);
    const second = jobsOf(folder);
    expect(second.merge).not.toBe(first.merge);
    const queue = () => slurm.run("squeue", "--noheader", "--array", "--format", "%F %j").trim().split("\n");
    // The merge behind the first array gave way to one behind both.
    await slurm.until("one merge waits", () => queue().filter((line) => line.includes("merge")).length === 1);
    expect(queue()).toContain(`${second.merge} tessera-merge`);
    expect(slurm.run("scontrol", "show", "job", second.merge)).toMatch(
      new RegExp(`Dependency=afterany:${first.arrays[0]?.job}_\\*.*afterany:${second.arrays[0]?.job}_\\*`),
    );
    await cluster.service.call(clusterCancel, { folder: folder as never });
    await slurm.until("nothing is left", hasEnded);
    slurm.resume("n1,n2");
  });

  it("tasks of several shards: what a killed one had left is done by resume", async () => {
    const request = strategyMetrics.request.parse({ dataset: "table" });
    const whole = await cluster.service.call(strategyMetrics, request);
    const { folder } = await cluster.plan({ kind: "metrics", request }, 6);
    slurm.run("scontrol", "update", "NodeName=n1,n2", "State=DRAIN", "Reason=test");
    const asked = { folder: folder as never, engine: "slurm" as const, maxRunning: 2 };
    const submitted = await cluster.service.call(clusterSubmit, asked);
    expect(submitted.shards.map(({ state }) => state)).toEqual(Array(6).fill("queued"));
    const [{ job, tasks = [] } = { job: "" }] = jobsOf(folder).arrays;
    expect(tasks.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
    slurm.run("scancel", `${job}_0`);
    slurm.resume("n1,n2");
    await slurm.until("all have ended", hasEnded);
    const missing = (await status(folder)).shards.filter(({ state }) => state === "missing");
    expect(
      missing.map(({ index }) => index),
      logs(folder),
    ).toEqual(tasks[0]);
    await cluster.service.call(clusterResume, { folder: folder as never, maxRunning: 2, wait: true });
    expect((await status(folder)).done).toBe(6);
    expect(await cluster.merge(folder)).toEqual(whole);
  });

  const noSsh = whyNoSsh();
  it.skipIf(noSsh)("through ssh to another host, with what Slurm says in the progress", async () => {
    const ssh = await startSsh({ SLURM_CONF: slurm.conf });
    const elsewhere = process.env.SLURM_CONF;
    delete process.env.SLURM_CONF;
    cluster.set(`[cluster]\nssh = ${ssh.host}\nssh_options = ${ssh.options}\n`);
    try {
      const request = strategyMetrics.request.parse({ dataset: "table" });
      const whole = await cluster.service.call(strategyMetrics, request);
      const { folder } = await cluster.plan({ kind: "metrics", request }, 2);
      const said: string[] = [];
      await cluster.service.call(
        clusterSubmit,
        { folder: folder as never, engine: "slurm", wait: true },
        { onProgress: ({ detail }) => said.push(detail ?? "") },
      );
      // Whether tasks and a merge of a second are seen running hangs on the moments at which Slurm is asked.
      expect(said.join("\n")).toMatch(/running on n[12]|waiting|merging/);
      expect(readdirSync(join(folder, "merged"))).toEqual(["metrics.csv", "metrics.parquet"]);
      expect(await cluster.merge(folder)).toEqual(whole);
    } finally {
      cluster.set("");
      process.env.SLURM_CONF = elsewhere;
      ssh.close();
    }
  });
});
