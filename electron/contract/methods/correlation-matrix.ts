import { z } from "zod";
import { arrays } from "../arrays.ts";
import { cellQuality } from "../cell-quality.ts";
import { correlationMethod } from "../correlation-method.ts";
import { correlationWeighting } from "../correlation-weighting.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

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
