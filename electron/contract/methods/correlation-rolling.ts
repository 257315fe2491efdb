import { z } from "zod";
import { arrays } from "../arrays.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

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
