/** Shards are handed to whoever runs them, looked after and stopped. */
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type {
  ClusterStanding,
  clusterRun,
  clusterSubmit,
  ShardStanding,
} from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import { countOf } from "../../contract/text.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { Settings } from "../settings/settings.ts";
import { engines, leftOf, submittedTo } from "./engines/engines.ts";
import { keepSubmitted, submissions } from "./engines/submitted.ts";
import { ClusterFolder } from "./folder.ts";
import { sharingViews } from "./inside.ts";
import { readPlan } from "./plan.ts";
import { waitForShards } from "./wait.ts";
import { mergeShards, planCluster, standingOf } from "./work.ts";

/** cluster.submit and cluster.resume: runs every shard that has no valid mark. Throws Problem when some are still not done. */
export async function submitShards(
  { folder: path, maxRunning, wait, ...request }: RequestOf<typeof clusterSubmit>,
  context: ServiceContext,
  call: CallContext,
): Promise<ClusterStanding> {
  const folder = new ClusterFolder(path, await readPlan(path));
  const { home, settings } = context;
  const before = await submissions(folder);
  const engine = request.engine ?? before.at(-1)?.engine ?? "local";
  const { runner } = engines[engine];
  if (!runner) {
    throw new Problem("unsupported", `Shards are not handed to ${engine} by Tessera.`, {
      remedy: `Print what it is given, and run that: tessera cluster submit ${path} --engine ${engine} --dry-run`,
    });
  }
  const { shards } = await followedStanding(path, settings);
  const open = shards.filter(({ state }) => !["done", "queued", "running"].includes(state));
  if (open.length > 0) {
    const earlier = before.filter((one) => one.engine === engine);
    const remember = (handed: (typeof before)[number]) => keepSubmitted(folder, handed);
    const source = { home, settings, folder, maxRunning, context };
    const indices = open.map(({ index }) => index);
    await runner.submit(source, indices, earlier, remember, call);
  }
  // What is run here by another process is followed as a scheduler's is.
  if (!wait && (!runner.isHere || open.length === 0)) return followedStanding(path, settings);
  if (wait) await waitForShards(runner.title, folder, settings, call);
  return refuseUnfinished(folder);
}

/** cluster.run: what was read and computed for one step is there for the next. */
export function runCluster(
  { folder, work, shards, maxRunning, out }: RequestOf<typeof clusterRun>,
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof clusterRun>> {
  return sharingViews(context, async (sharing) => {
    if (work) await planCluster({ folder, work, shards }, sharing, call);
    await submitShards({ folder, engine: "local", maxRunning, wait: true }, sharing, call);
    return mergeShards({ folder, out }, sharing, call);
  });
}

async function refuseUnfinished(folder: ClusterFolder): Promise<ClusterStanding> {
  const standing = await standingOf(folder.path);
  const left = standing.shards.filter(({ state }) => state !== "done");
  if (left.length === 0) return standing;
  const numbers = left.slice(0, 20).map(({ index }) => index);
  throw new Problem("internal", `${countOf(left.length, "shard")} did not end well: ${numbers.join(", ")}.`, {
    file: folder.logs,
    remedy: `What they said is in this folder. Mend it, then run the rest: tessera cluster resume ${folder.path}`,
  });
}

/** How every shard stands, with what engines say of those that are not done; where they cannot be asked, without. */
export async function followedStanding(path: string, settings: Settings): Promise<ClusterStanding> {
  const standing = await standingOf(path);
  if (standing.done === standing.shards.length) return standing;
  const left = await leftOf({ path }, settings).catch(() => undefined);
  if (!left) return standing;
  const tasks = new Map(left.tasks.map((task) => [task.index, task]));
  const shards = standing.shards.map((shard): ShardStanding => {
    const task = shard.state === "done" ? undefined : tasks.get(shard.index);
    return task ? { ...shard, state: task.state, node: task.node } : shard;
  });
  return { ...standing, shards };
}

/**
 * cluster.cancel: what runs is stopped, wherever it runs. Where nobody was handed anything, whoever runs shards here is told.
 */
export async function cancelShards(path: string, settings: Settings): Promise<ClusterStanding> {
  const folder = new ClusterFolder(path, await readPlan(path));
  const all = await submittedTo(folder);
  for (const { runner, handed } of all) await runner.cancel(handed, { folder, settings });
  if (all.length === 0) await engines.local.runner?.cancel([], { folder, settings });
  return followedStanding(path, settings);
}
