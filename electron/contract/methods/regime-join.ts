import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Takes regimes from a separate series of bars (Date, Time, Market Regime, Confidence Score, Transition ...). */
export const regimeJoin = defineMethod({
  name: "regime.join",
  summary: "Join a separate regime series to a dataset by date and time window",
  job: true,
  request: z.object({
    dataset: z.string().min(1),
    /** CSV file of bars; confidence in percent or as a fraction, found from the whole column. */
    file: z.string().min(1),
    confidenceScale: z.enum(["detect", "fraction", "percent"]).default("detect"),
    /** What happens to observations without any bar in their window. */
    unmatched: z.enum(["keep", "clear"]).default("keep"),
  }),
  result: z.object({
    version: z.number().int(),
    bars: z.number().int(),
    matched: z.number().int(),
    unmatched: z.number().int(),
    confidenceScale: z.enum(["fraction", "percent"]),
    /** Observations per regime after the join. */
    regimes: z.record(z.string(), z.number().int()),
  }),
});
