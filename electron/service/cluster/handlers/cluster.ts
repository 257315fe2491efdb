import {
  clusterCancel,
  clusterMerge,
  clusterPlan,
  clusterResume,
  clusterShard,
  clusterStatus,
  clusterSubmit,
} from "../../../contract/methods/cluster.ts";
import { register } from "../../handler.ts";
import { cancelLocal } from "../engines/local.ts";
import { readPlan } from "../plan.ts";
import { submitShards } from "../submit.ts";
import { mergeShards, planCluster, runShard, standingOf } from "../work.ts";

/** cluster.plan */
export const clusterPlanHandler = register(clusterPlan, planCluster);

/** cluster.shard */
export const clusterShardHandler = register(clusterShard, ({ folder, index }, context, call) =>
  runShard(folder, index, context, call),
);

/** cluster.submit */
export const clusterSubmitHandler = register(clusterSubmit, submitShards);

/** cluster.status */
export const clusterStatusHandler = register(clusterStatus, ({ folder }) => standingOf(folder));

/** cluster.resume */
export const clusterResumeHandler = register(clusterResume, submitShards);

/** cluster.merge */
export const clusterMergeHandler = register(clusterMerge, mergeShards);

/** cluster.cancel */
export const clusterCancelHandler = register(clusterCancel, async ({ folder }) => {
  await readPlan(folder);
  await cancelLocal(folder);
  return standingOf(folder);
});
