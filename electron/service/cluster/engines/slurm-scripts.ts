/** What Slurm is given: text that is made from the plan alone, to be submitted, or edited and submitted by hand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../settings/settings.ts";
import { usualShards } from "../kinds/kind.ts";
import { expectedSeconds, sharesOf } from "../pack-units.ts";
import type { ClusterPlan } from "../plan.ts";
import { type TaskSource, taskLine } from "./command.ts";

/** Slurm numbers the tasks of an array from 0 to below this, unless its administrator allows more. */
const tasksOfArray = 1000;

/**
 * A task of the array. A minute before its time is over it is asked to end, keeps its state and goes into the queue again,
 * where the next attempt goes on from it.
 */
export const shardTemplate = `#!/bin/bash
#SBATCH --job-name=tessera-{{kind}}
#SBATCH --array={{array}}
#SBATCH --output={{log}}/slurm-%a.txt
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --cpus-per-task={{cpus}}
#SBATCH --signal=B:USR1@60
{{options}}
{{setup}}
{{shard}} &
task=$!
trap 'late=1; kill -TERM $task' USR1
wait $task
code=$?
if [ -n "$late" ]; then
  wait $task
  code=$?
  if [ $code -ne 0 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt {{restarts}} ]; then scontrol requeue "$SLURM_JOB_ID"; fi
fi
exit $code
`;

/** The merge begins when all tasks have ended, however they ended: with afterok it would wait for ever for one that failed. */
export const mergeTemplate = `#!/bin/bash
#SBATCH --job-name=tessera-merge
#SBATCH --output={{log}}/slurm-merge.txt
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --cpus-per-task={{cpus}}
#SBATCH --dependency=afterany:{{jobs}}
{{options}}
{{setup}}
exec {{merge}}
`;

/** Times that a task goes into the queue again after its time limit. */
const mostRestarts = 100;

/** The user's own template where there is one: cluster/NAME in the data root. */
function template(home: string, name: string, usual: string): string {
  try {
    return readFileSync(join(home, "cluster", name), "utf8");
  } catch {
    return usual;
  }
}

/** Fills {{words}} in; a line that is left empty goes. */
function filled(text: string, words: Readonly<Record<string, string>>): string {
  const lines = text.split("\n").flatMap((line) => {
    const made = line.replace(/\{\{(\w+)\}\}/g, (all, word: string) => words[word] ?? all);
    return made.trim() === "" && line.trim() !== "" ? [] : [made];
  });
  return lines.join("\n");
}

/** "0-3,7" of ascending numbers. */
export function numberRanges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let k = 0; k < numbers.length; ) {
    let end = k;
    while (numbers[end + 1] === (numbers[end] as number) + 1) end += 1;
    parts.push(end === k ? `${numbers[k]}` : `${numbers[k]}-${numbers[end]}`);
    k = end + 1;
  }
  return parts.join(",");
}

function options(settings: Settings, plan: ClusterPlan, isShard: boolean): string {
  const line = (option: string, value: string) => (value ? [`#SBATCH --${option}=${value}`] : []);
  const device = settings.get("cluster.gres") || (plan.backend === "cuda" ? "gpu:1" : "");
  return [
    ...line("partition", settings.get("cluster.partition")),
    ...line("time", settings.get("cluster.time_limit")),
    ...line("mem", settings.get("cluster.memory")),
    ...(isShard ? line("gres", device) : []),
  ].join("\n");
}

/** An array, and which shards its tasks do: see `submitted`. */
interface ShardScript {
  readonly offset: number;
  readonly tasks?: number[][];
  readonly script: string;
}

/**
 * The shards of each task where there are more than may run at a time: a program that does several starts and reads the table
 * once. Tasks are as many as may run, and more where they would take over a minute. Undefined: a task a shard, by its number.
 */
function severalEach({ folder, maxRunning }: TaskSource, shards: readonly number[]): number[][] | undefined {
  const { plan } = folder;
  if (!maxRunning) return undefined;
  const count = Math.max(maxRunning, usualShards(expectedSeconds(plan, shards)));
  return count < shards.length ? sharesOf(plan, shards, count) : undefined;
}

/** One array for every thousand tasks. */
export function shardScripts(source: TaskSource, shards: readonly number[]): ShardScript[] {
  const several = severalEach(source, shards);
  if (several) {
    return Array.from({ length: Math.ceil(several.length / tasksOfArray) }, (_, k) => {
      const tasks = several.slice(k * tasksOfArray, (k + 1) * tasksOfArray);
      const list = tasks.map((own) => own.join(" ")).join(",");
      const word = `$(echo "${list}" | cut -d, -f$((SLURM_ARRAY_TASK_ID + 1)))`;
      return { offset: 0, tasks, script: arrayScript(source, [...tasks.keys()], word) };
    });
  }
  const groups = [...Map.groupBy(shards, (index) => tasksOfArray * Math.floor(index / tasksOfArray))];
  return groups.map(([offset, indices]) => {
    const word = offset === 0 ? '"$SLURM_ARRAY_TASK_ID"' : `$((SLURM_ARRAY_TASK_ID + ${offset}))`;
    const tasks = indices.map((index) => index - offset);
    return { offset, script: arrayScript(source, tasks, word) };
  });
}

/** Tasks of these numbers; `word`: the shell's for the shards of one. */
function arrayScript(source: TaskSource, tasks: readonly number[], word: string): string {
  const { home, settings, folder, maxRunning } = source;
  const limit = maxRunning ? `%${maxRunning}` : "";
  return filled(template(home, "slurm.sh", shardTemplate), {
    kind: folder.plan.work.kind,
    array: `${numberRanges(tasks)}${limit}`,
    log: folder.logs,
    cpus: String(settings.get("cluster.cpus_per_task")),
    options: options(settings, folder.plan, true),
    setup: settings.get("cluster.setup"),
    shard: taskLine(source, "shard", word),
    restarts: String(mostRestarts),
  });
}

/** The merge behind these jobs. */
export function mergeScript(source: TaskSource, jobs: readonly string[]): string {
  const { home, settings, folder } = source;
  return filled(template(home, "slurm-merge.sh", mergeTemplate), {
    log: folder.logs,
    jobs: jobs.join(":"),
    cpus: String(settings.get("cluster.cpus_per_task")),
    options: options(settings, folder.plan, false),
    setup: settings.get("cluster.setup"),
    merge: taskLine(source, "merge"),
  });
}
