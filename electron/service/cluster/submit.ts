/** Shards are handed to whoever runs them, looked after and stopped. */
import type { RequestOf } from "../../contract/method.ts";
import type { ClusterStanding, clusterSubmit, ShardStanding } from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { Settings } from "../settings/settings.ts";
import { cancelLocal, runLocally } from "./engines/local.ts";
import { cancelOnKubernetes, submitToKubernetes } from "./engines/recipes.ts";
import { cancelOnSlurm, slurmTasks, submitToSlurm, waitForSlurm } from "./engines/slurm.ts";
import { keepSubmitted, lastSubmitted } from "./engines/submitted.ts";
import { ClusterFolder } from "./folder.ts";
import { readPlan } from "./plan.ts";
import { standingOf } from "./work.ts";

/** cluster.submit and cluster.resume: runs every shard that has no valid mark. Throws Problem when some are still not done. */
export async function submitShards(
  { folder: path, maxRunning, wait, ...request }: RequestOf<typeof clusterSubmit>,
  context: ServiceContext,
  call: CallContext,
): Promise<ClusterStanding> {
  const folder = new ClusterFolder(path, await readPlan(path));
  const { home, settings } = context;
  const before = await followedStanding(path, settings);
  const open = before.shards.filter(({ state }) => !["done", "queued", "running"].includes(state));
  const source = { home, settings, folder, maxRunning };
  const indices = open.map(({ index }) => index);
  const engine = request.engine ?? (await lastSubmitted(folder))?.engine ?? "local";
  if (engine === "local") {
    await keepSubmitted(folder, { engine });
    await runLocally(folder, indices, { maxRunning, threads: settings.get("general.threads") }, call);
    return refuseUnfinished(folder);
  }
  if (engine === "slurm") {
    const submitted = indices.length > 0 ? await submitToSlurm(source, indices) : undefined;
    const jobs = submitted ?? (await lastSubmitted(folder));
    if (!wait || jobs?.engine !== "slurm") return followedStanding(path, settings);
    await waitForSlurm(folder, jobs, settings, call);
    return refuseUnfinished(folder);
  }
  if (engine === "kubernetes") {
    if (indices.length > 0) await submitToKubernetes(source);
    return followedStanding(path, settings);
  }
  throw new Problem("unsupported", `Shards are not handed to ${engine} by Tessera.`, {
    remedy: `Print what it is given, and run that: tessera cluster submit ${path} --engine ${engine} --dry-run`,
  });
}

async function refuseUnfinished(folder: ClusterFolder): Promise<ClusterStanding> {
  const standing = await standingOf(folder.path);
  const left = standing.shards.filter(({ state }) => state !== "done");
  if (left.length === 0) return standing;
  const numbers = left.slice(0, 20).map(({ index }) => index);
  throw new Problem("internal", `${left.length} shards did not end well: ${numbers.join(", ")}.`, {
    file: folder.logs,
    remedy: `What they said is in this folder. Mend it, then run the rest: tessera cluster resume ${folder.path}`,
  });
}

/** How every shard stands, with what Slurm says of those that are not done; where it cannot be asked, without. */
export async function followedStanding(path: string, settings: Settings): Promise<ClusterStanding> {
  const standing = await standingOf(path);
  if (standing.done === standing.shards.length) return standing;
  const jobs = await lastSubmitted(new ClusterFolder(path, await readPlan(path)));
  if (jobs?.engine !== "slurm") return standing;
  const left = await slurmTasks(jobs, settings).catch(() => undefined);
  if (!left) return standing;
  const tasks = new Map(left.tasks.map((task) => [task.index, task]));
  const shards = standing.shards.map((shard): ShardStanding => {
    const task = shard.state === "done" ? undefined : tasks.get(shard.index);
    return task ? { ...shard, state: task.state, node: task.node } : shard;
  });
  return { ...standing, shards };
}

/** cluster.cancel: what runs is stopped, wherever it runs. */
export async function cancelShards(path: string, settings: Settings): Promise<ClusterStanding> {
  const folder = new ClusterFolder(path, await readPlan(path));
  const last = await lastSubmitted(folder);
  if (last?.engine === "slurm") await cancelOnSlurm(last, settings);
  else if (last?.engine === "kubernetes") await cancelOnKubernetes(last.job, { settings });
  else await cancelLocal(path);
  return followedStanding(path, settings);
}
