/** Shards on this machine: in this process where one is enough, else in child processes. */
import { spawn } from "node:child_process";
import { appendFileSync, createWriteStream, existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { availableParallelism, hostname } from "node:os";
import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { makeFolders } from "../../disk/durable.ts";
import { isHeld, takeLock } from "../../disk/lock.ts";
import { ClusterFolder } from "../folder.ts";
import { expectedSeconds, sharesOf } from "../pack-units.ts";
import { type ClusterPlan, readPlan } from "../plan.ts";
import { doShards } from "../work.ts";
import { backendArguments, type TaskSource, taskLine, tesseraCommand } from "./command.ts";
import type { Engine, Runner } from "./engine.ts";
import type { SubmittedTo } from "./submitted.ts";

const threadsOfShard = 2;

/** Work that a process is started for, of one core: its start and its reading of the table take a tenth of that. */
const secondsOfProcess = 10;

/**
 * Processes at a time where nobody says: one for every two processors, and no more than the work is worth. A device's work is
 * one process's: others would hold the table on it once more.
 */
export function usualWidth(
  plan: Pick<ClusterPlan, "shards" | "backend">,
  indices: readonly number[],
  processors: number,
): number {
  if (plan.backend !== "cpu") return 1;
  const seconds = expectedSeconds(plan, indices);
  const most = Math.min(processors / threadsOfShard, seconds / secondsOfProcess);
  return Math.max(1, Math.floor(most));
}

/** Who cancels leaves this file; whoever runs the shards looks for it. */
const cancelFile = (folder: string): string => join(folder, "cancel");
/** Held by the process that runs shards, so that others know of it. */
const lockFile = (folder: string): string => join(folder, "local.lock");

const lookEveryMs = 300;

const cancel = (folder: string): Promise<void> => writeFile(cancelFile(folder), "");

/**
 * Runs shards until all of them have ended, several in a process: what they have in common is read and computed once there. One
 * that fails does not stop the others; what they said is in log/. Throws Problem "cancelled" after a cancel, by signal or by
 * `cancel` of any process.
 */
async function runLocally(
  folder: ClusterFolder,
  indices: readonly number[],
  { context, maxRunning }: { readonly context: ServiceContext; readonly maxRunning: number | undefined },
  call: CallContext,
): Promise<void> {
  await makeFolders(folder.logs);
  await rm(cancelFile(folder.path), { force: true });
  const processors = context.settings.get("general.threads") || availableParallelism();
  const width = maxRunning ?? usualWidth(folder.plan, indices, processors);
  const each = Math.max(1, Math.floor(processors / width));
  const stop = new AbortController();
  const began = Date.now();
  const isLeft = (index: number) => folder.markedAt(index) < began;
  const timer = setInterval(() => {
    if (existsSync(cancelFile(folder.path))) stop.abort();
    const ended = indices.filter((index) => !isLeft(index)).length;
    const detail = `${ended} of ${indices.length} done`;
    call.progress({ stage: "Running shards", fraction: ended / indices.length, detail });
  }, lookEveryMs);
  const signal = AbortSignal.any([call.signal, stop.signal]);
  try {
    // Another kind of backend than the processor is asked for by name: its process is started so. An attempt that came to
    // nothing may have ended its process: the next is made in another one, so that this one is there for what is left.
    const begun = new Set((await folder.attempts()).map(({ index }) => index));
    const isHere = width === 1 && folder.plan.backend === "cpu" && !indices.some((index) => begun.has(index));
    if (isHere) await runHere(folder, indices, context, signal);
    else
      await Promise.all(
        sharesOf(folder.plan, indices, width).map(async (share) => {
          let left = share;
          while (left.length > 0 && !signal.aborted) {
            await runChild(folder, left, each, signal);
            // What ended the process is not tried again; the others are.
            const failed = left.findIndex(isLeft);
            left = failed < 0 ? [] : left.slice(failed + 1).filter(isLeft);
          }
        }),
      );
  } finally {
    clearInterval(timer);
    await rm(cancelFile(folder.path), { force: true });
  }
  if (signal.aborted) {
    throw new Problem("cancelled", "Cancelled.", {
      remedy: `Shards that are done stay; the others are done with: tessera cluster resume ${folder.path}`,
    });
  }
}

/** Shards in this process: a start of the program less, and the table read once with the plan and the merge. */
async function runHere(
  folder: ClusterFolder,
  indices: readonly number[],
  context: ServiceContext,
  signal: AbortSignal,
): Promise<void> {
  const silent = { signal, progress: () => undefined };
  await doShards(folder, indices, context, silent, (index, error) => {
    const how =
      error === undefined ? "done" : String(error instanceof Error ? (error.stack ?? error) : error);
    appendFileSync(folder.logOf(index), `${new Date().toISOString()} shard ${index} ${how}\n`);
  });
}

/** Shards in a process of their own, which is asked to end when `signal` says so. Resolves whatever becomes of it. */
function runChild(
  folder: ClusterFolder,
  indices: readonly number[],
  threads: number,
  signal: AbortSignal,
): Promise<void> {
  const [program = "", ...script] = tesseraCommand();
  const log = createWriteStream(folder.logOf(indices[0] ?? 0), { flags: "a" });
  const task = ["cluster", "shard", folder.path, ...indices.map(String), "--no-progress"];
  const common = ["--threads", String(threads), ...backendArguments(folder.plan)];
  const child = spawn(program, [...script, ...task, ...common], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  const end = () => child.kill("SIGTERM");
  signal.addEventListener("abort", end);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return new Promise((resolve) => {
    const done = (how: string) => {
      signal.removeEventListener("abort", end);
      log.end(`${new Date().toISOString()} ${how}\n`, () => resolve());
    };
    child.on("error", (error) => done(error.message));
    child.on("close", (code, killed) => done(killed ? `ended by ${killed}` : `ended with code ${code}`));
  });
}

const local: Runner<SubmittedTo<"local">> = {
  title: "this machine",
  isHere: true,
  async submit({ folder, context, maxRunning }, shards, _, remember, call) {
    await remember({ engine: "local" });
    const release = await takeLock(lockFile(folder.path));
    if (!release) {
      throw new Problem("already-exists", `Shards of ${folder.path} are being run on a machine already.`, {
        remedy: `Follow them with tessera cluster status ${folder.path}, or stop them: tessera cluster cancel.`,
      });
    }
    try {
      await runLocally(folder, shards, { context, maxRunning }, call);
    } finally {
      await release();
    }
  },
  async left(_, { path }) {
    if (!(await isHeld(lockFile(path)))) return { tasks: [], isMerging: false };
    const folder = new ClusterFolder(path, await readPlan(path));
    const begun = new Set((await folder.attempts()).map(({ index }) => index));
    const open = [...folder.plan.shards.keys()].filter(
      (index) => begun.has(index) || folder.markedAt(index) === 0,
    );
    const tasks = open.map((index) =>
      begun.has(index)
        ? { index, state: "running" as const, node: hostname() }
        : { index, state: "queued" as const, node: null },
    );
    return { tasks, isMerging: false };
  },
  cancel: (_, { folder }) => cancel(folder.path),
};

/** What a person would do in place of a scheduler. */
function recipe(source: TaskSource): string {
  const lines = source.folder.plan.shards.map((_, index) => taskLine(source, "shard", String(index)));
  return `${lines.join("\n")}\n`;
}

export const localEngine: Engine = { recipe, runner: local };
