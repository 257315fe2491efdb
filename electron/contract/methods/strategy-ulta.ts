import { z } from "zod";
import { arrays } from "../arrays.ts";
import { inversionRule } from "../inversion-rule.ts";
import { defineMethod } from "../method.ts";
import { viewRequest } from "../view-request.ts";

/** What ULTA would invert, with the figures of its report. Nothing is changed. */
export const strategyUlta = defineMethod({
  name: "strategy.ulta",
  summary: "List the strategies that ULTA inverts and why",
  job: false,
  request: viewRequest.extend({
    ulta: inversionRule.default({ kind: "sum" }),
    workbook: z.boolean().default(false),
  }),
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
    /** Blocks of the enhanced job processors and of the last generation, LF. */
    arrowsReport: z.string(),
    blocksReport: z.string(),
    /** XLSX with the sheets Summary and Inverted Strategies; absent unless asked for. */
    workbook: arrays.uint8.optional(),
  }),
});
