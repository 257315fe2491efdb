import { z } from "zod";
import { arrays } from "../arrays.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

const span = z.object({ from: z.number().int().nonnegative(), count: z.number().int().min(1).max(1024) });

/** Exact cells of the correlation map near by. */
export const correlationTile = defineMethod({
  name: "correlation.tile",
  summary: "Exact cells of a rectangle of the correlation map",
  job: false,
  request: viewRequest.extend({
    /** Places in the cluster order. */
    down: span,
    across: span,
    /** As in correlation.structure. */
    factors: z.number().int().min(1).max(64).default(12),
    clusterCut: z.number().min(-1).max(1).default(0.5),
  }),
  result: z.object({
    /** Strategy indices of the rows and columns that are there. */
    down: arrays.uint32,
    across: arrays.uint32,
    /** down x across, row-major. */
    rho: arrays.float32,
  }),
});
