import { z } from "zod";
import { arrays } from "../arrays.ts";
import { cellQuality } from "../cell-quality.ts";
import { defineMethod } from "../method.ts";
import { pairMethod } from "../pair-method.ts";
import { viewRequest } from "../view-request.ts";

/** What the whole correlation matrix is made of, through the T x T dual: N may be 100,000. */
export const correlationStructure = defineMethod({
  name: "correlation.structure",
  summary: "Independent strategies, factors, shrinkage, clusters and the order of the map",
  job: true,
  request: viewRequest.extend({
    pairMethod: pairMethod.default("pearson"),
    /** Leading factors that place strategies for clusters and order. */
    factors: z.number().int().min(1).max(64).default(12),
    /** Groups whose members correlate by this on average, or more, make one cluster. */
    clusterCut: z.number().min(-1).max(1).default(0.3),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Strategies that are not constant. */
    varying: z.number().int(),
    /** (tr R)^2 / |R|^2. */
    effectiveStrategies: z.number(),
    /** Largest eigenvalues of the N x N matrix, descending. */
    eigenvalues: arrays.float64,
    /** Share of the total variance of standardised strategies that those explain. */
    explained: z.number(),
    /** Largest eigenvalue that independent series would have (Marchenko-Pastur). */
    noiseEdge: z.number(),
    /** Eigenvalues over the edge among those listed. */
    signalFactors: z.number().int(),
    /** Ledoit-Wolf shrinkage towards the identity, 0..1. */
    shrinkage: z.number(),
    /** Permutation: place in the map -> strategy. */
    order: arrays.uint32,
    /** Cluster number per strategy. */
    cluster: arrays.uint32,
    clusters: z.number().int(),
    cells: cellQuality,
  }),
});
