import { z } from "zod";
import { arrays } from "../arrays.ts";
import { correlationWeighting } from "../correlation-weighting.ts";
import { defineMethod } from "../method.ts";
import { pairMethod } from "../pair-method.ts";
import { viewRequest } from "../view-request.ts";

/** The whole correlation matrix from far away: blocks of neighbours in the cluster order. */
export const correlationMap = defineMethod({
  name: "correlation.map",
  summary: "Block overview of the correlation matrix in cluster order",
  job: true,
  request: viewRequest.extend({
    pairMethod: pairMethod.default("pearson"),
    /** Absent: every observation counts alike. */
    weighting: correlationWeighting.optional(),
    /** Most blocks along one side. */
    blocks: z.number().int().min(8).max(2048).default(512),
    /** As in correlation.structure. */
    factors: z.number().int().min(1).max(64).default(12),
    clusterCut: z.number().min(-1).max(1).default(0.3),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Place in the map -> strategy. */
    order: arrays.uint32,
    /** Cluster per strategy. */
    cluster: arrays.uint32,
    clusters: z.number().int(),
    /** Strategies per block; the last block may be smaller. */
    blockSize: z.number().int(),
    /** Blocks along one side; the arrays are side x side, row-major. */
    side: z.number().int(),
    mean: arrays.float32,
    min: arrays.float32,
    max: arrays.float32,
  }),
});
