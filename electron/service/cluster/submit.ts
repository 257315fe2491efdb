import type { RequestOf } from "../../contract/method.ts";
import type { ClusterStanding, clusterSubmit } from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { runLocally } from "./engines/local.ts";
import { ClusterFolder } from "./folder.ts";
import { readPlan } from "./plan.ts";
import { standingOf } from "./work.ts";

/** cluster.submit and cluster.resume: runs every shard that has no valid mark. Throws Problem when some are still not done. */
export async function submitShards(
  { folder: path, maxRunning }: RequestOf<typeof clusterSubmit>,
  context: ServiceContext,
  call: CallContext,
): Promise<ClusterStanding> {
  const folder = new ClusterFolder(path, await readPlan(path));
  const open = (await folder.standing()).filter(({ state }) => state !== "done");
  const threads = context.settings.get("general.threads");
  await runLocally(
    folder,
    open.map(({ index }) => index),
    { maxRunning, threads },
    call,
  );
  const standing = await standingOf(path);
  const left = standing.shards.filter(({ state }) => state !== "done");
  if (left.length === 0) return standing;
  const numbers = left.slice(0, 20).map(({ index }) => index);
  throw new Problem("internal", `${left.length} shards did not end well: ${numbers.join(", ")}.`, {
    file: folder.logs,
    remedy: "What they said is in this folder. Mend it, then run the rest: tessera cluster resume DIR.",
  });
}
