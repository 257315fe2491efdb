/**
 * Engines that are handed nothing by Tessera: each is one line of text or a short file around `tessera cluster shard DIR
 * INDEX`.
 */
import { quoted, type TaskSource, taskLine } from "./command.ts";
import type { Engine } from "./engine.ts";

/** Attempts at a shard that a scheduler makes by itself. */
export const attempts = 3;

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

export const awsBatchEngine: Engine = { recipe: awsBatch };
export const parallelEngine: Engine = { recipe: gnuParallel };
export const daskEngine: Engine = { recipe: dask };
