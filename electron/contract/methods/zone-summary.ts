import { z } from "zod";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { viewRequest, zoneWeights } from "../view-request.ts";
import { weights } from "../weights.ts";

/** Intraday zones of a dataset: how often, when, and what is earned in each. */
export const zoneSummary = defineMethod({
  name: "zone.summary",
  summary: "Intraday zones, their weights and figures",
  job: false,
  request: viewRequest.extend({
    zoneWeights: zoneWeights.default({}),
    /** Whose P&L the figures are of; the mean of all strategies when left out. */
    members: members.optional(),
    weights,
  }),
  result: z.object({
    dates: z.number().int(),
    /** Observations that belong to no zone. */
    outside: z.number().int(),
    zones: z.array(
      z.object({
        name: z.string(),
        observations: z.number().int(),
        /** Normalised, sum 1. */
        weight: z.number(),
        /** Earliest start and latest end, HH:MM:SS; null where the data have no times. */
        start: z.string().nullable(),
        end: z.string().nullable(),
        total: z.number(),
        mean: z.number(),
        std: z.number(),
        winRate: z.number(),
        worst: z.number(),
      }),
    ),
  }),
});
