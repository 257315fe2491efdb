import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ClusterEngine,
  clusterCancel,
  clusterRecipe,
  clusterResume,
  clusterStatus,
  clusterSubmit,
} from "../../../electron/contract/methods/cluster.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import {
  mergeTemplate,
  numberRanges,
  shardTemplate,
} from "../../../electron/service/cluster/engines/slurm-scripts.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";
import { clusterService } from "./support/cluster-service.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");
const isThere = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

it("writes ascending numbers as ranges", () => {
  expect(numberRanges([0, 1, 2, 3, 7, 9, 10])).toBe("0-3,7,9-10");
});

it("the guide shows the templates as they are", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../docs/cluster.md"), "utf8");
  for (const template of [shardTemplate, mergeTemplate])
    expect(guide).toContain(`\`\`\`sh\n${template}\`\`\``);
});

describe.skipIf(noEngine || process.platform === "win32")("what schedulers are given", () => {
  let cluster: Awaited<ReturnType<typeof clusterService>>;
  let folder = "";
  let bin = "";
  const path = process.env.PATH;
  beforeAll(async () => {
    cluster = await clusterService({ table: golden });
    bin = join(cluster.root, "a bin");
    mkdirSync(bin);
    // Stands for Tessera: says what it was called with.
    program("tessera", 'echo "$*" >> "$0.calls"');
    cluster.set(`[cluster]\ncommand = '${join(bin, "tessera")}'\n`);
    const request = strategyMetrics.request.parse({ dataset: "table" });
    folder = (await cluster.plan({ kind: "metrics", request }, 3)).folder;
  });
  afterAll(() => {
    process.env.PATH = path;
    cluster?.close();
  });

  function program(name: string, text: string): void {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const recipe = async (engine: ClusterEngine, maxRunning?: number) =>
    (await cluster.service.call(clusterRecipe, { folder: folder as never, engine, maxRunning })).text;
  /** What Tessera was called with since this was asked last. */
  const calls = () => {
    const file = join(bin, "tessera.calls");
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    writeFileSync(file, "");
    return text.trim().split("\n").sort();
  };
  const everyShard = () =>
    [0, 1, 2].map((index) => `cluster shard ${folder} ${index} --no-progress --threads 2`);

  it("local: a line a shard", async () => {
    spawnSync("sh", ["-c", await recipe("local")]);
    expect(calls()).toEqual(everyShard());
  });

  it("parallel: one line", async () => {
    const line = await recipe("parallel", 2);
    expect(line).toMatch(/^seq 0 2 \| parallel --jobs 2 --retries 3 .*\n$/);
    if (!isThere("parallel")) return console.log("GNU parallel is not tried: it is not installed");
    spawnSync("sh", ["-c", line]);
    expect(calls()).toEqual(everyShard());
  });

  it.skipIf(!isThere("python3"))("dask: ten lines (with a stand-in for its client)", async () => {
    writeFileSync(
      join(bin, "distributed.py"),
      "class Client:\n    def __init__(self, at): pass\n    def map(self, f, of, **rest): return [f(x) for x in of]\n    def gather(self, them): return them\n",
    );
    const text = await recipe("dask");
    expect(text.trim().split("\n").filter(Boolean)).toHaveLength(8);
    const { status, stderr } = spawnSync("python3", ["-", "tcp://scheduler"], {
      input: text,
      encoding: "utf8",
      env: { ...process.env, PYTHONPATH: bin },
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(calls()).toEqual(everyShard());
  });

  it("aws-batch: one command, whose tasks have their number from the array", async () => {
    program("aws", 'printf "%s\\n" "$@" > "$0.words"');
    const { status } = spawnSync("sh", ["-c", await recipe("aws-batch")], {
      env: { ...process.env, PATH: `${bin}${delimiter}${path}` },
    });
    expect(status).toBe(0);
    const words = readFileSync(join(bin, "aws.words"), "utf8").trim().split("\n");
    expect(words).toContain("size=3");
    const { command } = JSON.parse(words[words.indexOf("--container-overrides") + 1] ?? "");
    for (const index of ["0", "1", "2"])
      spawnSync(command[0], command.slice(1), { env: { ...process.env, AWS_BATCH_JOB_ARRAY_INDEX: index } });
    expect(calls()).toEqual(everyShard());
  });

  it("kubernetes: an indexed Job that kubectl takes, follows and takes back; of one that runs no second is made", async () => {
    // Stands for kubectl: keeps the Job that it is given and says of it what lies in two files.
    program(
      "kubectl",
      `echo "$*" >> "$0.calls"
case "$*" in
create*) cat > "$0.job"; echo job.batch/tessera-metrics-$(grep -c ^create "$0.calls") ;;
*pods*) cat "$0.pods" ;;
get*) cat "$0.status" ;;
esac`,
    );
    const said = (name: "pods" | "status", what: unknown) =>
      writeFileSync(join(bin, `kubectl.${name}`), JSON.stringify(what));
    const isSaid = (...statuses: object[]) =>
      said("status", {
        items: statuses.map((status, k) => ({ metadata: { name: `tessera-metrics-${k + 1}` }, status })),
      });
    said("pods", {
      items: [
        {
          metadata: {
            labels: { "job-name": "tessera-metrics-1" },
            annotations: { "batch.kubernetes.io/job-completion-index": "2" },
          },
          spec: { nodeName: "n7" },
          status: { phase: "Running" },
        },
      ],
    });
    isSaid({});
    process.env.PATH = `${bin}${delimiter}${path}`;
    const asked = { folder: folder as never };
    const states = ({ shards }: { shards: readonly { state: string; node: string | null }[] }) =>
      shards.map(({ state, node }) => (node ? `${state} on ${node}` : state));
    const submitted = await cluster.service.call(clusterSubmit, {
      ...asked,
      engine: "kubernetes",
      maxRunning: 2,
    });
    expect(states(submitted)).toEqual(["queued", "queued", "running on n7"]);
    const made = () => JSON.parse(readFileSync(join(bin, "kubectl.job"), "utf8"));
    expect(made()).toEqual(JSON.parse(await recipe("kubernetes", 2)));
    expect(made().spec).toMatchObject({ completionMode: "Indexed", completions: 3, parallelism: 2 });
    const [container] = made().spec.template.spec.containers;
    expect(container.volumeMounts[0].mountPath).toBe(folder);
    const runPods = (count: number) => {
      const [{ command }] = made().spec.template.spec.containers;
      for (let index = 0; index < count; index += 1)
        spawnSync(command[0], command.slice(1), {
          env: { ...process.env, JOB_COMPLETION_INDEX: String(index) },
        });
    };
    runPods(3);
    expect(calls()).toEqual(everyShard());

    const kubectl = () => readFileSync(join(bin, "kubectl.calls"), "utf8");
    const creations = () => kubectl().match(/^create/gm)?.length;
    await cluster.service.call(clusterResume, asked);
    expect(creations()).toBe(1);
    // Two have failed for good while the third runs: they alone go into another Job.
    isSaid({ failedIndexes: "0-1" }, {});
    await cluster.service.call(clusterResume, asked);
    expect(states(await cluster.service.call(clusterStatus, asked))).toEqual([
      "queued",
      "queued",
      "running on n7",
    ]);
    expect(made().spec.completions).toBe(2);
    runPods(2);
    expect(calls()).toEqual(everyShard().slice(0, 2));
    const complete = { conditions: [{ type: "Complete", status: "True" }] };
    isSaid(complete, complete);
    expect(states(await cluster.service.call(clusterStatus, asked))).toEqual([
      "missing",
      "missing",
      "missing",
    ]);
    await cluster.service.call(clusterCancel, asked);
    const jobs = "job.batch/tessera-metrics-1 job.batch/tessera-metrics-2";
    expect(kubectl()).toContain(`delete --ignore-not-found --wait=false ${jobs}`);
    process.env.PATH = path;
  });

  it("slurm: tasks take several shards where there are more than may run at a time", async () => {
    const text = await recipe("slurm", 2);
    expect(text).toContain("#SBATCH --array=0-1%2\n");
    const script = text.split("#!/bin/bash")[1] ?? "";
    for (const task of ["0", "1"])
      spawnSync("bash", ["-c", script], { env: { ...process.env, SLURM_ARRAY_TASK_ID: task } });
    const done = calls().map((call) => (/ shard \S+ ([\d ]+) --/.exec(call)?.[1] ?? "").split(" "));
    expect(done.map((shards) => shards.length).sort()).toEqual([1, 2]);
    expect(done.flat().sort()).toEqual(["0", "1", "2"]);
  });

  it("slurm: each shard of a task is followed, and handed over again alone", async () => {
    const queue = join(bin, "queue");
    program("sbatch", `cat > "${queue}.$$"; echo $$ >> "${queue}.jobs"; echo $$`);
    program("squeue", `cat "${queue}" 2> /dev/null || true`);
    process.env.PATH = `${bin}:${path}`;
    const asked = { folder: folder as never, engine: "slurm" as const, maxRunning: 2 };
    await cluster.service.call(clusterSubmit, asked);
    const { submissions } = JSON.parse(readFileSync(join(folder, "engine.json"), "utf8"));
    const [{ job, tasks }] = submissions.at(-1).arrays;
    expect(tasks.flat().sort()).toEqual([0, 1, 2]);
    const two = tasks.findIndex((own: number[]) => own.length === 2);
    writeFileSync(queue, `${job}|${two}|RUNNING|n7\n${job}|${1 - two}|PENDING|\n`);
    const states = async () => {
      const { shards } = await cluster.service.call(clusterStatus, { folder: folder as never });
      return shards.map(({ state, node }) => (node ? `${state} on ${node}` : state));
    };
    const expected = [0, 1, 2].map((index) => (tasks[two].includes(index) ? "running on n7" : "queued"));
    expect(await states()).toEqual(expected);
    // What Slurm has is not handed to it again.
    const jobs = () => readFileSync(`${queue}.jobs`, "utf8").trim().split("\n");
    const before = jobs().length;
    await cluster.service.call(clusterResume, asked);
    expect(jobs()).toHaveLength(before);
    writeFileSync(queue, `${job}|${1 - two}|PENDING|\n`);
    await cluster.service.call(clusterResume, asked);
    const script = readFileSync(`${queue}.${jobs()[before]}`, "utf8");
    expect(script).toContain(`#SBATCH --array=${numberRanges(tasks[two])}%2\n`);
    rmSync(join(folder, "engine.json"));
    process.env.PATH = path;
  });

  it("slurm: the user's own template takes the place of the usual one", async () => {
    const usual = await recipe("slurm", 3);
    expect(usual).toContain("#SBATCH --array=0-2%3\n");
    expect(usual).toContain("#SBATCH --dependency=afterany:ARRAY\n");
    mkdirSync(join(cluster.service.context.home, "cluster"), { recursive: true });
    writeFileSync(
      join(cluster.service.context.home, "cluster", "slurm.sh"),
      "#!/bin/sh\n#SBATCH --array={{array}}\n#SBATCH --account=quant\n{{setup}}\n{{shard}}\n",
    );
    const own = await recipe("slurm");
    expect(own).toContain("#!/bin/sh\n#SBATCH --array=0-2\n#SBATCH --account=quant\n'");
    spawnSync("sh", ["-c", own.split("#!/bin/bash")[0] ?? ""], {
      env: { ...process.env, SLURM_ARRAY_TASK_ID: "1" },
    });
    expect(calls()).toEqual(everyShard().slice(1, 2));
  });

  it("says how to go on where no scheduler takes them", async () => {
    await expect(
      cluster.service.call(clusterSubmit, { folder: folder as never, engine: "dask" }),
    ).rejects.toThrow("Shards are not handed to dask by Tessera.");
    process.env.PATH = "/nowhere";
    await expect(
      cluster.service.call(clusterSubmit, { folder: folder as never, engine: "slurm" }),
    ).rejects.toThrow("sbatch cannot be run on this machine.");
    process.env.PATH = path;
  });
});
