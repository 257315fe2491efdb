/** A plan is made, a shard of it is done, its shards are merged: each in the surroundings that the plan has fixed. */
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type {
  ClusterStanding,
  ClusterWork,
  clusterMerge,
  clusterPlan,
  clusterShard,
} from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import { viewRequest } from "../../contract/view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { removeQuietly } from "../disk/durable.ts";
import { rename } from "../disk/rename.ts";
import { tryRunFolder } from "../exporting/run-folder.ts";
import { fillView } from "../views/fill-view.ts";
import { ClusterFolder } from "./folder.ts";
import { manifestFingerprint, takeInput } from "./input.ts";
import { decidingSettings, within } from "./inside.ts";
import { correlateKind } from "./kinds/correlate.ts";
import { refuseBackend, type ShardKind, type WorkOf } from "./kinds/kind.ts";
import { mapKind } from "./kinds/map.ts";
import { metricsKind } from "./kinds/metrics.ts";
import { searchKind } from "./kinds/search.ts";
import { zoneSearchKind } from "./kinds/zone-search.ts";
import { readPlan, refuseSecondPlan, writePlan } from "./plan.ts";
import { type Turn, Turns } from "./turns.ts";

const kinds: { readonly [Kind in ClusterWork["kind"]]: ShardKind<Kind> } = {
  metrics: metricsKind,
  search: searchKind,
  correlate: correlateKind,
  map: mapKind,
  "zone-search": zoneSearchKind,
};

/** The kind of a piece of work, with its types joined to one. */
const untyped = ({ kind }: ClusterWork) => kinds[kind] as unknown as ShardKind<ClusterWork["kind"]>;

/** cluster.plan */
export async function planCluster(
  { folder, work: asked, shards }: RequestOf<typeof clusterPlan>,
  context: ServiceContext,
  call: CallContext,
): Promise<ClusterStanding> {
  refuseSecondPlan(folder);
  const request = (await fillView(viewRequest.loose(), asked.request, context)) as typeof asked.request;
  const work = { ...asked, request } as ClusterWork;
  const input = ClusterFolder.input(folder);
  const manifest = await takeInput(input, context, request, call);
  const dataset = {
    name: manifest.name,
    version: manifest.version,
    fingerprint: manifestFingerprint(manifest),
    observations: manifest.observations,
    strategies: manifest.strategies,
  };
  const settings = decidingSettings(context);
  call.progress({ stage: "Measuring what a shard takes" });
  const cut = await within({ path: folder, dataset, settings }, context, (inside) =>
    untyped(work).cut(request as WorkOf<ClusterWork["kind"]>, inside, shards, call),
  );
  await writePlan(folder, { ...cut, shards: [...cut.shards], dataset, work, settings });
  return standingOf(folder);
}

/** cluster.status */
export async function standingOf(path: string): Promise<ClusterStanding> {
  const plan = await readPlan(path);
  const folder = new ClusterFolder(path, plan);
  const shards = await folder.standing();
  return {
    folder: path,
    kind: plan.work.kind,
    dataset: plan.dataset.name,
    backend: plan.backend,
    shards,
    done: shards.filter(({ state }) => state === "done").length,
    merged: existsSync(folder.merged) ? folder.mergedFiles() : [],
  };
}

/**
 * cluster.shard: one that is done is not done again, and another attempt at the same time does no harm. What shards have in
 * common is read and computed once. Throws the first Problem when all have had their turn.
 */
export async function runShards(
  { folder: path, indices }: RequestOf<typeof clusterShard>,
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof clusterShard>> {
  const plan = await readPlan(path);
  const folder = new ClusterFolder(path, plan);
  const unknown = indices.find((index) => !plan.shards[index]);
  if (unknown !== undefined) {
    throw new Problem("bad-request", `${path} has no shard ${unknown}.`, {
      remedy: `Its shards are 0 to ${plan.shards.length - 1}.`,
    });
  }
  const failures: unknown[] = [];
  await doShards(folder, indices, context, call, (_, error) => {
    if (error !== undefined) failures.push(error);
  });
  if (failures.length > 0) throw failures[0];
  call.signal.throwIfAborted();
  return { shards: await Promise.all(indices.map((index) => folder.standingOf(index))) };
}

/** Does shards of a plan, and says of each when it has ended, and with which error if it failed; a cancel leaves the rest. */
export async function doShards(
  folder: ClusterFolder,
  indices: readonly number[],
  context: ServiceContext,
  call: CallContext,
  ended: (index: number, error?: unknown) => void,
): Promise<void> {
  await within({ ...folder.plan, path: folder.path }, context, async (inside) => {
    const turns = new Turns();
    const running: Promise<void>[] = [];
    for (const index of indices) {
      const turn = await turns.take();
      if (call.signal.aborted) break;
      const shard = runShard(folder, index, { context: inside, turn }, call)
        .then(
          () => ended(index),
          (error: unknown) => ended(index, error),
        )
        .finally(() => turn.pass());
      running.push(shard);
    }
    await Promise.all(running);
  });
}

async function runShard(
  folder: ClusterFolder,
  index: number,
  { context, turn }: { readonly context: ServiceContext; readonly turn: Turn },
  call: CallContext,
): Promise<void> {
  if ((await folder.find(index)).state === "done") return;
  const { plan } = folder;
  const attempt = await folder.begin(index);
  const began = performance.now();
  const { backend, part } = await untyped(plan.work).run(
    plan.work.request as WorkOf<ClusterWork["kind"]>,
    plan.shards[index]?.does,
    { context, attempt, others: (isWanted) => folder.newlyDone(index, isWanted), turn },
    call,
  );
  refuseBackend(plan.backend, backend);
  call.signal.throwIfAborted();
  await folder.finish(attempt, part, { backend, seconds: (performance.now() - began) / 1000 });
}

/** cluster.merge */
export async function mergeShards(
  { folder: path, out }: RequestOf<typeof clusterMerge>,
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof clusterMerge>> {
  const plan = await readPlan(path);
  const folder = new ClusterFolder(path, plan);
  const parts = await folder.parts();
  if (out) await tryRunFolder(out);
  // What was merged before is replaced at the end, in one step.
  const aside = out ?? join(await mkdtemp(join(path, ".merging-")), "merged");
  try {
    call.progress({ stage: "Merging the shards" });
    const { files, result } = await within({ ...plan, path }, context, (inside) =>
      untyped(plan.work).merge(
        plan.work.request as WorkOf<ClusterWork["kind"]>,
        parts,
        { context: inside, backend: plan.backend, out: aside },
        call,
      ),
    );
    if (!out) {
      await removeQuietly(folder.merged);
      if (existsSync(aside)) await rename(aside, folder.merged);
    }
    const placed = files.map((file) => join(out ?? folder.merged, relative(aside, resolve(aside, file))));
    return {
      files: placed,
      found: { kind: plan.work.kind, result } as ResultOf<typeof clusterMerge>["found"],
    };
  } finally {
    if (!out) await removeQuietly(dirname(aside));
  }
}
