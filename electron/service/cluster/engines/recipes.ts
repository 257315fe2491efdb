/** The same shards for other schedulers: each is one line of text or a short file around `tessera cluster shard DIR INDEX`. */
import type { ClusterEngine } from "../../../contract/methods/cluster.ts";
import { makeFolders } from "../../disk/durable.ts";
import { quoted, type TaskSource, taskLine } from "./command.ts";
import { runScheduler } from "./slurm.ts";
import { mergeScript, shardScripts } from "./slurm-scripts.ts";
import { keepSubmitted } from "./submitted.ts";

/** Attempts at a shard that a scheduler makes by itself. */
const attempts = 3;

/** An indexed Job whose pods see the folder by a claim of its name. */
function kubernetesJob(source: TaskSource): string {
  const { settings, folder, maxRunning } = source;
  const count = folder.plan.shards.length;
  const line = `exec ${taskLine(source, "shard", '"$JOB_COMPLETION_INDEX"')}`;
  const cpus = settings.get("cluster.cpus_per_task");
  const memory = settings.get("cluster.memory");
  const limits = {
    cpu: String(cpus),
    ...(memory ? { memory: kubernetesMemory(memory) } : {}),
    ...(folder.plan.backend === "cuda" ? { "nvidia.com/gpu": 1 } : {}),
  };
  const job = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { generateName: `tessera-${folder.plan.work.kind}-` },
    spec: {
      completionMode: "Indexed",
      completions: count,
      parallelism: Math.min(count, maxRunning ?? count),
      backoffLimitPerIndex: attempts,
      // One index that fails for good does not end the others.
      maxFailedIndexes: count,
      template: {
        spec: {
          restartPolicy: "Never",
          containers: [
            {
              name: "shard",
              image: settings.get("cluster.image"),
              command: ["/bin/sh", "-c", line],
              resources: { limits },
              volumeMounts: [{ name: "shared", mountPath: settings.get("cluster.mount") || folder.path }],
            },
          ],
          volumes: [{ name: "shared", persistentVolumeClaim: { claimName: settings.get("cluster.claim") } }],
        },
      },
    },
  };
  // JSON is YAML, and kubectl takes both: nothing needs another kind of quotes.
  return `${JSON.stringify(job, null, 2)}\n`;
}

/** Slurm's 4G is Kubernetes' 4Gi. */
const kubernetesMemory = (memory: string): string => `${memory}i`;

/** An array job of AWS Batch; the definition has an image with Tessera and the shared folder mounted where it is here. */
function awsBatch(source: TaskSource): string {
  const count = source.folder.plan.shards.length;
  const index = count > 1 ? '"$AWS_BATCH_JOB_ARRAY_INDEX"' : "0";
  const line = `exec ${taskLine(source, "shard", index)}`;
  const words = [
    ...["aws", "batch", "submit-job", "--job-name", `tessera-${source.folder.plan.work.kind}`],
    ...["--job-queue", "QUEUE", "--job-definition", "DEFINITION"],
    // An array has two tasks at least.
    ...(count > 1 ? ["--array-properties", `size=${count}`] : []),
    ...["--retry-strategy", `attempts=${attempts}`],
    ...["--container-overrides", JSON.stringify({ command: ["/bin/sh", "-c", line] })],
  ];
  return `${words.map(quoted).join(" ")}\n`;
}

function gnuParallel(source: TaskSource): string {
  const { folder, maxRunning } = source;
  const jobs = maxRunning ? ` --jobs ${maxRunning}` : "";
  const line = quoted(taskLine(source, "shard", "{}"));
  return `seq 0 ${folder.plan.shards.length - 1} | parallel${jobs} --retries ${attempts} ${line}\n`;
}

function dask(source: TaskSource): string {
  const line = JSON.stringify(taskLine(source, "shard", "INDEX"));
  const { length } = source.folder.plan.shards;
  return `${[
    "import subprocess",
    "import sys",
    "from distributed import Client",
    "",
    "client = Client(sys.argv[1])  # the address of the scheduler",
    `command = ${line}`,
    "def shard(index):",
    '    subprocess.run(command.replace("INDEX", str(index)), shell=True, check=True)',
    `client.gather(client.map(shard, range(${length}), pure=False, retries=${attempts - 1}))`,
  ].join("\n")}\n`;
}

/** What a person would do in place of a scheduler. */
function byHand(source: TaskSource): string {
  const lines = source.folder.plan.shards.map((_, index) => taskLine(source, "shard", String(index)));
  return `${lines.join("\n")}\n`;
}

/** The text that a scheduler is given, or that a person runs, for all shards of a plan. */
export function recipe(engine: ClusterEngine, source: TaskSource): string {
  const shards = [...source.folder.plan.shards.keys()];
  switch (engine) {
    case "local":
      return byHand(source);
    case "slurm": {
      const scripts = shardScripts(source, shards).map(({ script }) => script);
      return [...scripts, mergeScript(source, ["ARRAY"])].join("\n");
    }
    case "kubernetes":
      return kubernetesJob(source);
    case "aws-batch":
      return awsBatch(source);
    case "parallel":
      return gnuParallel(source);
    case "dask":
      return dask(source);
  }
}

/** Hands the job to the cluster of kubectl's present context. Shards that are done end at once there. */
export async function submitToKubernetes(source: TaskSource): Promise<void> {
  await makeFolders(source.folder.logs);
  const words = ["kubectl", "create", "--output", "name", "--filename", "-"];
  const job = (await runScheduler(source.settings, words, kubernetesJob(source))).trim();
  await keepSubmitted(source.folder, { engine: "kubernetes", job });
}

export async function cancelOnKubernetes(
  job: string,
  { settings }: Pick<TaskSource, "settings">,
): Promise<void> {
  await runScheduler(settings, ["kubectl", "delete", "--wait=false", job]);
}
