/** Shards as tasks of Slurm: arrays, a merge behind them, and how they stand. */
import { Problem } from "../../../contract/problem.ts";
import { makeFolders } from "../../disk/durable.ts";
import type { Settings } from "../../settings/settings.ts";
import type { TaskSource } from "./command.ts";
import type { Engine, Left, Runner, ShardTask } from "./engine.ts";
import { runScheduler } from "./run-scheduler.ts";
import { mergeScript, shardScripts } from "./slurm-scripts.ts";
import type { SubmittedTo } from "./submitted.ts";

type SlurmJobs = SubmittedTo<"slurm">;

/** A line of squeue. */
interface Listed {
  readonly job: string;
  /** Of a task in its array. */
  readonly index: string;
  readonly state: string;
  readonly node: string;
}

const jobsOf = ({ arrays, merge }: Pick<SlurmJobs, "arrays"> & { readonly merge: string | undefined }) => [
  ...arrays.map(({ job }) => job),
  ...(merge === undefined ? [] : [merge]),
];

/** What Slurm still has of these jobs. Throws Problem where it cannot be asked. */
async function listed(submitted: readonly SlurmJobs[], settings: Settings): Promise<Listed[]> {
  const jobs = submitted.flatMap(jobsOf);
  if (jobs.length === 0) return [];
  const words = ["squeue", "--array", "--noheader", "--jobs", jobs.join(","), "--format", "%F|%K|%T|%N"];
  const text = await runScheduler(settings, words).catch((error: unknown) => {
    // What has ended is forgotten after a while.
    if (error instanceof Problem && error.message.includes("Invalid job id")) return "";
    throw error;
  });
  const lines = text.split("\n").filter(Boolean);
  return lines.map((line) => {
    const [job = "", index = "", state = "", node = ""] = line.split("|");
    return { job, index, state, node };
  });
}

/** Submits these shards and the merge behind them and behind what runs of earlier ones, whose merges it replaces. */
const submit: Runner<SlurmJobs>["submit"] = async (source, shards, earlier, remember) => {
  const { folder, settings } = source;
  await makeFolders(folder.logs);
  const before = new Set((await listed(earlier, settings)).map(({ job }) => job));
  const sbatch = async (script: string) => {
    const answer = await runScheduler(settings, ["sbatch", "--parsable"], script);
    // NUMBER, or NUMBER;CLUSTER; a site's own words may stand above.
    const [, job] = /^(\d+)(?:;.*)?$/m.exec(answer) ?? [];
    if (job) return job;
    throw new Problem("unsupported", `sbatch answered no number: ${answer.trim()}`);
  };
  const arrays: SlurmJobs["arrays"] = [];
  let merge: string | undefined;
  try {
    for (const { script, ...numbers } of shardScripts(source, shards))
      arrays.push({ job: await sbatch(script), ...numbers });
    const running = earlier
      .flatMap((one) => one.arrays.map(({ job }) => job))
      .filter((job) => before.has(job));
    merge = await sbatch(mergeScript(source, [...running, ...arrays.map(({ job }) => job)]));
    await remember({ engine: "slurm", arrays, merge });
  } catch (error) {
    // Half of it would run with nobody knowing of it.
    const made = jobsOf({ arrays, merge });
    if (made.length > 0) await runScheduler(settings, ["scancel", ...made]).catch(() => undefined);
    throw error;
  }
  const replaced = earlier.map(({ merge }) => merge).filter((job) => before.has(job));
  if (replaced.length > 0) await runScheduler(settings, ["scancel", ...replaced]).catch(() => undefined);
};

const onNode = ["RUNNING", "COMPLETING", "CONFIGURING"];

const left: Runner<SlurmJobs>["left"] = async (submitted, { settings }): Promise<Left> => {
  const lines = await listed(submitted, settings);
  const arrays = submitted.flatMap((one) => one.arrays);
  const tasks = lines.flatMap(({ job, index, state, node }): ShardTask[] => {
    const array = arrays.find((one) => one.job === job);
    if (!array || !/^\d+$/.test(index)) return [];
    const isRunning = onNode.includes(state);
    const shards = array.tasks ? (array.tasks[Number(index)] ?? []) : [Number(index) + array.offset];
    return shards.map((shard) => ({
      index: shard,
      state: isRunning ? "running" : "queued",
      node: isRunning ? node || null : null,
    }));
  });
  return { tasks, isMerging: lines.some(({ job }) => submitted.some(({ merge }) => merge === job)) };
};

const slurm: Runner<SlurmJobs> = {
  title: "Slurm",
  isHere: false,
  submit,
  left,
  async cancel(submitted, { settings }) {
    const jobs = new Set((await listed(submitted, settings)).map(({ job }) => job));
    if (jobs.size > 0) await runScheduler(settings, ["scancel", ...jobs]);
  },
};

function recipe(source: TaskSource): string {
  const scripts = shardScripts(source, [...source.folder.plan.shards.keys()]).map(({ script }) => script);
  return [...scripts, mergeScript(source, ["ARRAY"])].join("\n");
}

export const slurmEngine: Engine = { recipe, runner: slurm };
