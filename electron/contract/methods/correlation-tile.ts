import { z } from "zod";
import { arrays } from "../arrays.ts";
import { correlationWeighting } from "../correlation-weighting.ts";
import { defineMethod } from "../method.ts";
import { pairMethod } from "../pair-method.ts";
import { viewRequest } from "../view-request.ts";

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
