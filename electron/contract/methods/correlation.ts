import { z } from "zod";
import { arrays } from "../arrays.ts";
import { correlationMethod, correlationWeighting, pairMethod } from "../correlation.ts";
import { defineMethod } from "../method.ts";
import { cellQuality, metricOptions } from "../metric-basis.ts";
import { metricName } from "../metrics.ts";
import { members } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

const pairs = z.object({
  a: arrays.uint32,
  b: arrays.uint32,
  rho: arrays.float64,
});

/** One streamed pass over all pairs of strategies; the matrix is never held. */
export const correlationSummary = defineMethod({
  name: "correlation.summary",
  summary: "Correlation of all pairs, and the most alike",
  job: true,
  request: viewRequest.extend({
    pairMethod: pairMethod.default("pearson"),
    /** Absent: every observation counts alike. */
    weighting: correlationWeighting.optional(),
    /** What is left out comes from the settings. */
    bins: z.number().int().min(2).max(100_000).optional(),
    topPairs: z.number().int().nonnegative().max(1_000_000).optional(),
    threshold: z.number().min(0).max(1).optional(),
    thresholdPairs: z.number().int().nonnegative().max(100_000_000).optional(),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    pairs: z.number(),
    /** Observations that the figures rest on; Kish's effective number when they are weighted. */
    observations: z.number(),
    meanRho: z.number(),
    meanAbsRho: z.number(),
    /** 95 % of unrelated pairs have a smaller |rho| in so many observations. */
    noiseBand: z.number(),
    /** The rho to expect of the most alike of so many unrelated pairs. */
    noiseLargest: z.number(),
    /** Pairs per equal bin over -1..1. */
    histogram: arrays.float64,
    /** Per strategy, over its pairs with all others. */
    strategyMeanRho: arrays.float64,
    strategyMeanAbsRho: arrays.float64,
    strategyMaxAbsRho: arrays.float64,
    /** The pairs of largest rho, descending; indices into `strategies`. */
    top: pairs,
    threshold: z.number(),
    /** Pairs with |rho| at or over the threshold; the first of them are in `thresholdPairs`. */
    thresholdCount: z.number(),
    thresholdPairs: pairs,
    cells: cellQuality,
    /** When this was computed and kept, ISO; null: just now. */
    kept: z.string().nullable(),
  }),
});

/** What the whole correlation matrix is made of, through the T x T dual: N may be 100,000. */
export const correlationStructure = defineMethod({
  name: "correlation.structure",
  summary: "Clusters, and how many strategies are independent",
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
    /** N^2 over the sum of rho^2 less what unrelated strategies show in so few observations; 1 to `varying`. */
    effectiveStrategies: z.number(),
    /** Most strategies that so many observations can tell apart: one fewer than there are. */
    separable: z.number().int(),
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
    /** No factor stands over the noise: unrelated strategies would form such clusters, too. */
    clustersAreNoise: z.boolean(),
    cells: cellQuality,
    /** When this was computed and kept, ISO; null: just now. */
    kept: z.string().nullable(),
  }),
});

/** The whole correlation matrix from far away: blocks of neighbours in the cluster order. */
export const correlationMap = defineMethod({
  name: "correlation.map",
  summary: "Map of all correlations",
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
    /** When this was computed and kept, ISO; null: just now. */
    kept: z.string().nullable(),
  }),
});

const span = z.object({ from: z.number().int().nonnegative(), count: z.number().int().min(1).max(16_384) });

/** Exact cells of the correlation map near by, or blocks of them where the map is seen from farther away. */
export const correlationTile = defineMethod({
  name: "correlation.tile",
  summary: "Exact cells of a rectangle of the correlation map",
  job: false,
  request: viewRequest.extend({
    pairMethod: pairMethod.default("pearson"),
    /** Absent: every observation counts alike. */
    weighting: correlationWeighting.optional(),
    /** Places in the cluster order; at most 1,024 blocks a side. */
    down: span,
    across: span,
    /** Cells along a side of a block. */
    step: z.number().int().min(1).max(64).default(1),
    /** As in correlation.structure. */
    factors: z.number().int().min(1).max(64).default(12),
    clusterCut: z.number().min(-1).max(1).default(0.3),
  }),
  result: z.object({
    /** Strategy indices of the rows and columns that are there. */
    down: arrays.uint32,
    across: arrays.uint32,
    /** down x across, row-major; with a step the means of blocks, those at the end of a span may be smaller. */
    rho: arrays.float32,
    /** Of each block the value furthest from 0, with its sign; empty when the step is 1. */
    strongest: arrays.float32,
  }),
});

/** Every pair of a selection. */
export const correlationMatrix = defineMethod({
  name: "correlation.matrix",
  summary: "Correlation matrix of chosen strategies",
  job: false,
  request: viewRequest.extend({
    members: members.max(5000),
    method: correlationMethod.default("pearson"),
    /** Half-life of `exponential`, in observations. */
    halfLife: z.number().positive().default(21),
    /** Absent: every observation counts alike. Of `pearson`, `spearman` and `downside`. */
    weighting: correlationWeighting.optional(),
  }),
  result: z.object({
    members: z.array(z.string()),
    /** n x n, row-major. A constant strategy has 0 with everything and 0 on the diagonal. */
    rho: arrays.float64,
    /** Mean over the pairs; 0 for a single member. */
    meanRho: z.number(),
    /** Observations that the figures rest on; Kish's effective number when they are weighted. */
    observations: z.number(),
    /** What the method estimated: shrinkage, eigenvalues kept, effective observations. */
    estimates: z.record(z.string(), z.number()),
    cells: cellQuality,
  }),
});

/** Mean pairwise correlation of a selection over a moving window. */
export const correlationRolling = defineMethod({
  name: "correlation.rolling",
  summary: "Mean correlation of chosen strategies over time",
  job: false,
  request: viewRequest.extend({
    members: members.max(5000),
    /** Observations in a window. */
    window: z.number().int().min(3).default(21),
  }),
  result: z.object({
    /** Date of the last observation of each window. */
    dates: z.array(z.string()),
    meanRho: arrays.float64,
    window: z.number().int(),
  }),
});

/** Strategies that are nearly the same as a better one. Nothing is removed from the dataset. */
export const correlationDuplicates = defineMethod({
  name: "correlation.duplicates",
  summary: "Keep the better of strategies that are nearly the same",
  job: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** Two strategies are nearly the same at this correlation or above. */
    threshold: z.number().min(0.1).max(1).default(0.99),
    /** Tells the better one; the table of metrics says which way is better, and which metrics judge nothing. */
    metric: metricName.default("ratio"),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Indices kept, ascending. */
    kept: arrays.uint32,
    /** Indices left out, ascending, and for each the kept one that it resembles, with their correlation. */
    removed: arrays.uint32,
    resembles: arrays.uint32,
    rho: arrays.float64,
    /** Pairs at or over the threshold. */
    pairs: z.number(),
    cells: cellQuality,
  }),
});
