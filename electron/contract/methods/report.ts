import { z } from "zod";
import { defineMethod } from "../method.ts";
import { metricOptions } from "../metric-basis.ts";
import { inputPath, outputPath } from "../places.ts";
import { members, weights } from "../portfolio.ts";
import { reportSection } from "../report.ts";
import { viewRequest } from "../view.ts";

/** What a report is of. A search has the view that it was run on; the request's own counts for the others. */
export const reportSubject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("dataset") }),
  z.object({ kind: z.literal("saved"), id: z.uuid() }),
  z.object({ kind: z.literal("members"), name: z.string().max(200), members: members.max(2000), weights }),
  /** A search by the name of its folder below results, or a finished job. */
  z.object({ kind: z.literal("search"), id: z.string().regex(/^(?!\.+$)[\w.-]+$/) }),
  z.object({ kind: z.literal("search-folder"), folder: inputPath() }),
]);
export type ReportSubject = z.infer<typeof reportSubject>;

/** Writes a file that others can read without this program: charts are vectors, nothing in it is loaded or run. */
export const reportWrite = defineMethod({
  name: "report.write",
  summary: "Write a report of a portfolio, a search or a dataset as HTML or PDF",
  job: true,
  lasting: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    subject: reportSubject,
    /** Ends in .html or .pdf; replaced when it exists. */
    file: outputPath(),
    /** On the cover; made from the subject when left out. */
    title: z.string().max(200).optional(),
    notes: z.string().max(20_000).optional(),
    /** Picture on the cover: PNG, JPEG, GIF or WebP. */
    logo: inputPath().optional(),
    /** All when left out. Those that the subject has nothing for are left out by themselves. */
    sections: z.array(reportSection).optional(),
  }),
  result: z.object({
    file: z.string(),
    bytes: z.number().int(),
    /** What is in it, in order. */
    sections: z.array(reportSection),
    seconds: z.number(),
  }),
});
