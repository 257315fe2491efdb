import {
  clusterCancel,
  clusterMerge,
  clusterPlan,
  clusterRecipe,
  clusterResume,
  clusterRun,
  clusterShard,
  clusterStatus,
  clusterSubmit,
} from "../../../contract/methods/cluster.ts";
import { register } from "../../handler.ts";
import { engines } from "../engines/engines.ts";
import { ClusterFolder } from "../folder.ts";
import { readPlan } from "../plan.ts";
import { cancelShards, followedStanding, runCluster, submitShards } from "../submit.ts";
import { mergeShards, planCluster, runShards } from "../work.ts";

/** cluster.plan */
export const clusterPlanHandler = register(clusterPlan, planCluster);

/** cluster.shard */
export const clusterShardHandler = register(clusterShard, runShards);

/** cluster.submit */
export const clusterSubmitHandler = register(clusterSubmit, submitShards);

/** cluster.status */
export const clusterStatusHandler = register(clusterStatus, ({ folder }, { settings }) =>
  followedStanding(folder, settings),
);

/** cluster.recipe */
export const clusterRecipeHandler = register(clusterRecipe, async (request, { home, settings }) => {
  const folder = new ClusterFolder(request.folder, await readPlan(request.folder));
  const source = { home, settings, folder, maxRunning: request.maxRunning };
  return { text: engines[request.engine].recipe(source) };
});

/** cluster.resume */
export const clusterResumeHandler = register(clusterResume, submitShards);

/** cluster.merge */
export const clusterMergeHandler = register(clusterMerge, mergeShards);

/** cluster.run */
export const clusterRunHandler = register(clusterRun, runCluster);

/** cluster.cancel */
export const clusterCancelHandler = register(clusterCancel, ({ folder }, { settings }) =>
  cancelShards(folder, settings),
);
