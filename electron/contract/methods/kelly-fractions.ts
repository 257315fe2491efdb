import { z } from "zod";
import { arrays } from "../arrays.ts";
import { cellQuality } from "../cell-quality.ts";
import { kellyOptions } from "../kelly-options.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

/** Kelly fraction of each strategy by itself. */
export const kellyFractions = defineMethod({
  name: "kelly.fractions",
  summary: "Kelly fraction of every strategy",
  job: true,
  request: viewRequest.extend({ ...kellyOptions.shape, strategies: members.optional() }),
  result: z.object({
    strategies: z.array(z.string()),
    /** Before multiplier, cap and confidence. */
    raw: arrays.float64,
    fraction: arrays.float64,
    winProbability: arrays.float64,
    /** Currency, as positive sizes. */
    meanWin: arrays.float64,
    meanLoss: arrays.float64,
    /** What the confidence multiplied by; 1 when it was not asked for. */
    confidence: z.number(),
    cells: cellQuality,
  }),
});
