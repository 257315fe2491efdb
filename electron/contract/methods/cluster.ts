import { z } from "zod";
import { defineMethod } from "../method.ts";
import { outputPath } from "../places.ts";
import { correlationMap, correlationSummary } from "./correlation.ts";
import { searchAsked, searchRun } from "./search.ts";
import { metricsOfAll, strategyMetrics } from "./strategy.ts";
import { zoneSearch, zoneSearchAsked } from "./zone.ts";

/** What a cluster can do: the work of a method, with its request. Where files go is said when the parts are merged. */
export const clusterWork = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("metrics"), request: metricsOfAll }),
  z.object({ kind: z.literal("search"), request: searchAsked }),
  z.object({ kind: z.literal("correlate"), request: correlationSummary.request }),
  z.object({ kind: z.literal("map"), request: correlationMap.request }),
  z.object({ kind: z.literal("zone-search"), request: zoneSearchAsked }),
]);
export type ClusterWork = z.infer<typeof clusterWork>;

/** What that work comes to: the result of the method on one machine. */
export const clusterResult = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("metrics"), result: strategyMetrics.result }),
  z.object({ kind: z.literal("search"), result: searchRun.result }),
  z.object({ kind: z.literal("correlate"), result: correlationSummary.result }),
  z.object({ kind: z.literal("map"), result: correlationMap.result }),
  z.object({ kind: z.literal("zone-search"), result: zoneSearch.result }),
]);
export type ClusterResult = z.infer<typeof clusterResult>;

/**
 * Who runs the parts. local: processes of this machine; Slurm and Kubernetes are handed them; the rest are texts for
 * people to run.
 */
export const clusterEngine = z.enum(["local", "slurm", "kubernetes", "aws-batch", "parallel", "dask"]);
export type ClusterEngine = z.infer<typeof clusterEngine>;

/** queued, running: a scheduler has it; begun: an attempt was made, and nobody knows of it any more. */
export const shardState = z.enum(["done", "running", "queued", "begun", "missing", "damaged"]);

/** A part of the work, and how it stands. */
export const shardStanding = z.object({
  index: z.number().int(),
  state: shardState,
  /** Seconds of one core that the plan expects. */
  expectedSeconds: z.number(),
  /** What it took; null while it is not done. */
  seconds: z.number().nullable(),
  /** Where it was done, or runs. */
  node: z.string().nullable(),
  attempts: z.number().int(),
  /** Why it counts as damaged. */
  fault: z.string().nullable(),
});
export type ShardStanding = z.infer<typeof shardStanding>;

/** A folder of shards, and how far it is. */
export const clusterStanding = z.object({
  folder: z.string(),
  kind: z.string(),
  dataset: z.string(),
  backend: z.string(),
  shards: z.array(shardStanding),
  done: z.number().int(),
  /** The result files that were merged; none while they are not. */
  merged: z.array(z.string()),
});
export type ClusterStanding = z.infer<typeof clusterStanding>;

/** The folder that a plan was made in. */
const planned = { folder: outputPath() };

/** Cuts work into shards that any scheduler can run, and lays down all that they need. */
export const clusterPlan = defineMethod({
  name: "cluster.plan",
  summary: "Cut work into shards for a cluster",
  job: true,
  lasting: true,
  request: z.object({
    /** A new folder, on a file system that all nodes see. */
    ...planned,
    work: clusterWork,
    /** Left out: as many as take about a minute of one core each. */
    shards: z.number().int().min(1).max(10_000).optional(),
  }),
  result: clusterStanding,
});

/** Does shards one after the other; one that is done is not done again, and one that fails does not keep the others from it. */
export const clusterShard = defineMethod({
  name: "cluster.shard",
  summary: "Do shards of a plan",
  job: true,
  request: z.object({ ...planned, indices: z.array(z.number().int().nonnegative()).min(1) }),
  result: z.object({ shards: z.array(shardStanding) }),
});

/** Runs the shards that are not done, with Slurm the merge behind them. */
export const clusterSubmit = defineMethod({
  name: "cluster.submit",
  summary: "Run the shards of a plan",
  job: true,
  lasting: true,
  request: z.object({
    ...planned,
    /** Left out: as it was submitted before, else local. */
    engine: clusterEngine.optional(),
    /** Answer when all have ended, with the local engine in any case; else as soon as they are submitted. */
    wait: z.boolean().default(false),
    /** Most shards at a time; left out: of the local engine one per two processors, else the scheduler's. */
    maxRunning: z.number().int().min(1).max(10_000).optional(),
  }),
  result: clusterStanding,
});

/** What a scheduler would be given for all shards, to be read, or edited and submitted by hand. */
export const clusterRecipe = defineMethod({
  name: "cluster.recipe",
  summary: "Write what a scheduler is given for a plan",
  job: false,
  request: clusterSubmit.request.pick({ folder: true, maxRunning: true }).extend({ engine: clusterEngine }),
  result: z.object({ text: z.string() }),
});

/** How every shard stands. */
export const clusterStatus = defineMethod({
  name: "cluster.status",
  summary: "Show how the shards of a plan stand",
  job: false,
  request: z.object(planned),
  result: clusterStanding,
});

/** Submits again what has no valid mark, as it was submitted before. */
export const clusterResume = defineMethod({
  name: "cluster.resume",
  summary: "Run the shards of a plan that are missing or damaged",
  job: true,
  lasting: true,
  request: clusterSubmit.request,
  result: clusterStanding,
});

/** Joins the shards to the result that one machine would have had. */
export const clusterMerge = defineMethod({
  name: "cluster.merge",
  summary: "Merge the shards of a plan to its result",
  job: true,
  lasting: true,
  request: z.object({
    ...planned,
    /** Folder for the result files; left out: merged in the folder of the plan. */
    out: outputPath().optional(),
  }),
  result: z.object({ files: z.array(z.string()), found: clusterResult }),
});

/** Does all of a plan on this machine, and merges: what the steps have in common is read and computed once. */
export const clusterRun = defineMethod({
  name: "cluster.run",
  summary: "Run the shards of a plan on this machine and merge them",
  job: true,
  lasting: true,
  request: z.object({
    ...planned,
    /** Planned first, in a new folder; left out: the plan that the folder has. */
    work: clusterWork.optional(),
    shards: clusterPlan.request.shape.shards,
    maxRunning: clusterSubmit.request.shape.maxRunning,
    out: clusterMerge.request.shape.out,
  }),
  result: clusterMerge.result,
});

/** Ends what runs. Shards that are done stay. */
export const clusterCancel = defineMethod({
  name: "cluster.cancel",
  summary: "Stop the shards of a plan that run",
  job: false,
  request: z.object(planned),
  result: clusterStanding,
});
