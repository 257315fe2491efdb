import { z } from "zod";
import { arrays } from "../arrays.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

/** Equity curves of strategies, thinned for a table's sparklines. */
export const strategyCurves = defineMethod({
  name: "strategy.curves",
  summary: "Thinned equity curves of chosen strategies",
  job: false,
  request: viewRequest.extend({
    strategies: members.max(2000),
    /** Most points per curve. */
    points: z.number().int().min(2).max(5000).default(60),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    points: z.number().int(),
    /** strategies x points, row-major, currency; the last point is the total. */
    equity: arrays.float32,
  }),
});
