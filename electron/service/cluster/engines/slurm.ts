/** Shards as tasks of Slurm: arrays, a merge behind them, and how they stand. On another machine through the system's own ssh. */
import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { makeFolders } from "../../disk/durable.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ClusterFolder } from "../folder.ts";
import { quoted, type TaskSource } from "./command.ts";
import { mergeScript, shardScripts } from "./slurm-scripts.ts";
import { keepSubmitted, type SlurmJobs } from "./submitted.ts";

/** Runs a scheduler's command, on the host of the setting cluster.ssh where there is one. Returns its output. Throws Problem. */
export function runScheduler(settings: Settings, words: readonly string[], input = ""): Promise<string> {
  const host = settings.get("cluster.ssh");
  const options = settings.get("cluster.ssh_options").split(" ").filter(Boolean);
  const far = ["ssh", "-o", "BatchMode=yes", ...options, "--", host, words.map(quoted).join(" ")];
  const [program = "", ...args] = host ? far : words;
  const remedy = host
    ? `Log in to ${host} by hand once (ssh ${host}); the key must need no password.`
    : `Run this where ${program} is, or name a login node: the setting cluster.ssh.`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", () =>
      reject(new Problem("unsupported", `${program} cannot be run on this machine.`, { remedy })),
    );
    child.on("close", (code) => {
      if (code === 0) return resolve(Buffer.concat(out).toString());
      const message = `${words[0]} ended with code ${code}: ${Buffer.concat(said).toString().trim()}`;
      // 255 is what ssh itself ends with.
      reject(new Problem("unsupported", message, code === 255 && host ? { remedy } : {}));
    });
  });
}

/** Submits these shards and the merge behind them. */
export async function submitToSlurm(source: TaskSource, shards: readonly number[]): Promise<SlurmJobs> {
  const { folder, settings } = source;
  await makeFolders(folder.logs);
  const submit = async (script: string) => {
    const answer = await runScheduler(settings, ["sbatch", "--parsable"], script);
    // NUMBER, or NUMBER;CLUSTER; a site's own words may stand above.
    const [, job] = /^(\d+)(?:;.*)?$/m.exec(answer) ?? [];
    if (job) return job;
    throw new Problem("unsupported", `sbatch answered no number: ${answer.trim()}`);
  };
  const arrays: SlurmJobs["arrays"] = [];
  try {
    for (const { offset, script } of shardScripts(source, shards))
      arrays.push({ job: await submit(script), offset });
    const jobs = arrays.map(({ job }) => job);
    const kept: SlurmJobs = { engine: "slurm", arrays, merge: await submit(mergeScript(source, jobs)) };
    await keepSubmitted(folder, kept);
    return kept;
  } catch (error) {
    // Half of it would run with nobody knowing of it.
    if (arrays.length > 0)
      await runScheduler(settings, ["scancel", ...arrays.map(({ job }) => job)]).catch(() => undefined);
    throw error;
  }
}

/** A shard that Slurm has: waiting, or on a node. */
export interface SlurmTask {
  readonly index: number;
  readonly state: "queued" | "running";
  readonly node: string | null;
}

const onNode = ["RUNNING", "COMPLETING", "CONFIGURING"];

/** What Slurm still has of what was submitted. Throws Problem where it cannot be asked. */
export async function slurmTasks(
  { arrays, merge }: SlurmJobs,
  settings: Settings,
): Promise<{ readonly tasks: SlurmTask[]; readonly isMerging: boolean }> {
  const jobs = [...arrays.map(({ job }) => job), merge].join(",");
  const words = ["squeue", "--array", "--noheader", "--jobs", jobs, "--format", "%F|%K|%T|%N"];
  const text = await runScheduler(settings, words).catch((error: unknown) => {
    // What has ended is forgotten after a while.
    if (error instanceof Problem && error.message.includes("Invalid job id")) return "";
    throw error;
  });
  const lines = text
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("|"));
  const tasks = lines.flatMap(([job, index = "", state = "", node = ""]): SlurmTask[] => {
    const array = arrays.find((one) => one.job === job);
    if (!array || !/^\d+$/.test(index)) return [];
    const isRunning = onNode.includes(state);
    return [
      {
        index: Number(index) + array.offset,
        state: isRunning ? "running" : "queued",
        node: isRunning ? node || null : null,
      },
    ];
  });
  return { tasks, isMerging: lines.some(([job]) => job === merge) };
}

export async function cancelOnSlurm({ arrays, merge }: SlurmJobs, settings: Settings): Promise<void> {
  await runScheduler(settings, ["scancel", ...arrays.map(({ job }) => job), merge]);
}

const askEveryMs = 2000;

/** Answers that may fail in a row: a controller is restarted, a line breaks. */
const mostUnanswered = 30;

/** Waits until Slurm has nothing left of what was submitted. A cancel ends the waiting, not the tasks. */
export async function waitForSlurm(
  folder: ClusterFolder,
  jobs: SlurmJobs,
  settings: Settings,
  call: CallContext,
): Promise<void> {
  for (let unanswered = 0; ; ) {
    const left = await slurmTasks(jobs, settings).catch((error: unknown) => {
      unanswered += 1;
      if (unanswered > mostUnanswered) throw error;
      return undefined;
    });
    if (left) {
      unanswered = 0;
      if (left.tasks.length === 0 && !left.isMerging) return;
      call.progress(await progressOf(folder, left.tasks));
    }
    await pause(askEveryMs, undefined, { signal: call.signal }).catch(() => undefined);
    if (call.signal.aborted) {
      throw new Problem("cancelled", "No longer waited for; the tasks go on.", {
        remedy: `Stop them with: tessera cluster cancel ${folder.path}`,
      });
    }
  }
}

/** Nodes, what waits, and what is tried again. */
async function progressOf(folder: ClusterFolder, tasks: readonly SlurmTask[]) {
  const count = folder.plan.shards.length;
  const running = tasks.filter(({ state }) => state === "running");
  const nodes = [...new Set(running.flatMap(({ node }) => node ?? []))].sort();
  const attempts = Map.groupBy(await folder.attempts(), ({ index }) => index);
  const again = [...attempts.values()].reduce((sum, of) => sum + of.length - 1, 0);
  const detail = [
    running.length > 0 ? `${running.length} running on ${nodes.join(", ")}` : "",
    tasks.length > running.length ? `${tasks.length - running.length} waiting` : "",
    again > 0 ? `${again} tried again` : "",
    tasks.length === 0 ? "merging" : "",
  ];
  return {
    stage: "Waiting for Slurm",
    fraction: (count - tasks.length) / count,
    detail: detail.filter(Boolean).join("; "),
  };
}
