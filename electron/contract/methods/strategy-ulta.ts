import { z } from "zod";
import { inversionRule } from "../inversion-rule.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

/** What ULTA would invert, with the figures of its report. Nothing is changed. */
export const strategyUlta = defineMethod({
  name: "strategy.ulta",
  summary: "List the strategies that ULTA inverts and why",
  job: false,
  request: viewRequest.extend({ ulta: inversionRule.default({ kind: "sum" }) }),
  result: z.object({
    examined: z.number().int(),
    inversions: z.array(
      z.object({
        index: z.number().int(),
        name: z.string(),
        /** Currency; "worst" is the smallest single row, which the replaced system called drawdown. */
        originalRoi: z.number(),
        invertedRoi: z.number(),
        originalWorst: z.number(),
        invertedWorst: z.number(),
        originalRatio: z.number(),
        invertedRatio: z.number(),
        negativeRows: z.number().int(),
      }),
    ),
    /** inversion_report.md as the replaced system wrote it, LF. */
    legacyReport: z.string(),
    /** The table of the later generations, LF. */
    tableReport: z.string(),
  }),
});
