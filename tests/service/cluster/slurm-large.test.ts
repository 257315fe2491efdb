import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  clusterMerge,
  clusterResume,
  clusterStatus,
  clusterSubmit,
} from "../../../electron/contract/methods/cluster.ts";
import { correlationSummary } from "../../../electron/contract/methods/correlation.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { clusterService, markOf, shardFiles, timeless } from "./support/cluster-service.ts";
import { startSlurm, whyNoSlurm } from "./support/slurm.ts";

const program = join(import.meta.dirname, "../../../electron/hosts/cli/main.ts");
const cannot = process.env.TESSERA_CLUSTER === "large" ? whyNoSlurm() : "only by npm run cluster-test";
if (cannot) console.log(`25,544 strategies on a Slurm are not tried: ${cannot}`);

/** Minutes of both processors: npm run cluster-test. Prints what shards took and weigh. */
describe.skipIf(cannot)("25,544 x 82 on a Slurm of two nodes", { timeout: 1_200_000 }, () => {
  let slurm: Awaited<ReturnType<typeof startSlurm>>;
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  beforeAll(async () => {
    process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../../../node_modules/.cache/tessera");
    slurm = await startSlurm();
    cluster = await clusterService({}, [
      `cluster.command=${process.execPath} ${program}`,
      "cluster.cpus_per_task=1",
    ]);
    const file = join(cluster.root, "large.csv");
    await cluster.service.callByName("sample.write", { strategies: 25_544, observations: 82, file });
    await cluster.service.callByName("dataset.import", { files: [file], dataset: "large" });
  }, 300_000);
  afterAll(async () => {
    cluster?.close();
    await slurm?.close();
  }, 60_000);

  async function submitted(work: object, shards: number) {
    const { folder, count } = await cluster.plan(work, shards);
    const began = performance.now();
    await cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" });
    const { submissions } = JSON.parse(readFileSync(join(folder, "engine.json"), "utf8"));
    const [{ job } = { job: "" }] = submissions.at(-1).arrays as { job: string }[];
    const status = () => cluster.service.call(clusterStatus, { folder: folder as never });
    const idle = () => slurm.until("all have ended", () => slurm.run("squeue", "-h") === "", 600);
    const ended = async () => {
      await idle();
      const { shards: all } = await status();
      expect(all.map(({ state }) => state)).toEqual(Array(count).fill("done"));
      const seconds = all.map((one) => (one.seconds ?? 0).toFixed(1)).join(" ");
      const bytes = shardFiles(folder, "bin").reduce((sum, file) => sum + statSync(file).size, 0);
      const wall = ((performance.now() - began) / 1000).toFixed(1);
      console.log(
        `${count} shards: ${wall} s; each took ${seconds} s; ${bytes} bytes; attempts ${all.map(({ attempts }) => attempts)}`,
      );
      expect(readdirSync(join(folder, "merged")).length).toBeGreaterThan(0);
      return (await cluster.service.call(clusterMerge, { folder: folder as never })).found.result;
    };
    return { folder, job, status, idle, ended };
  }

  async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    console.log(
      `${what} on one machine: ${((performance.now() - began) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} processor s`,
    );
    return result;
  }

  it("correlation: a node goes down half-way", async () => {
    const request = correlationSummary.request.parse({ dataset: "large" });
    const whole = await timed("correlation", () => cluster.service.call(correlationSummary, request));
    const { job, status, ended } = await submitted({ kind: "correlate", request }, 8);
    await slurm.until("n2 works", async () => (await status()).shards.some(({ node }) => node === "n2"));
    const index = (await status()).shards.find(({ node }) => node === "n2")?.index;
    slurm.run("scontrol", "update", "NodeName=n2", "State=DOWN", "Reason=test");
    await slurm.beginAgain(`${job}_${index}`);
    slurm.resume("n2");
    expect(await ended()).toEqual({ ...whole, kept: null });
  });

  it.each([
    ["search", { objective: "believable", minSize: 35, maxSize: 35 }],
    [
      "verdict",
      {
        ...{ objective: "ratio", minSize: 35, maxSize: 35, algorithms: ["sa"], evaluations: 200_000 },
        verdict: { twins: 9 },
      },
    ],
  ] as const)("%s: a shard is killed, one result lost and one damaged", async (what, options) => {
    const request = searchRun.request.parse({ dataset: "large", seed: 7, ...options });
    const whole = await timed(what, () => cluster.service.call(searchRun, request));
    const { folder, job, status, idle, ended } = await submitted({ kind: "search", request }, 6);
    const running = async () => (await status()).shards.find(({ state }) => state === "running");
    let killed: number | undefined;
    await slurm.until("a shard runs", async () => {
      killed = (await running())?.index;
      return killed !== undefined;
    });
    slurm.run("scancel", "--full", "--signal=KILL", `${job}_${killed}`);
    await idle();
    const left = (await status()).shards.filter(({ state }) => state !== "done");
    expect(left.map(({ index }) => index)).toEqual([killed]);
    const [lost = "", damaged = ""] = shardFiles(folder, "ok");
    rmSync(lost);
    const part = join(folder, "shards", markOf(damaged).file);
    const bytes = readFileSync(part);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(part, bytes);
    await cluster.service.call(clusterResume, { folder: folder as never });
    expect(JSON.stringify(timeless(await ended()))).toBe(JSON.stringify(timeless(whole)));
  });
});
