import type { Registration } from "../handler.ts";
import {
  clusterCancelHandler,
  clusterMergeHandler,
  clusterPlanHandler,
  clusterRecipeHandler,
  clusterResumeHandler,
  clusterRunHandler,
  clusterShardHandler,
  clusterStatusHandler,
  clusterSubmitHandler,
} from "./handlers/cluster.ts";

/** Work that is cut into shards for the schedulers of a cluster. */
export const clusterRegistrations: readonly Registration[] = [
  clusterPlanHandler,
  clusterShardHandler,
  clusterSubmitHandler,
  clusterRecipeHandler,
  clusterStatusHandler,
  clusterResumeHandler,
  clusterMergeHandler,
  clusterRunHandler,
  clusterCancelHandler,
];
