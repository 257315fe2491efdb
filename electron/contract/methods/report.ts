import { z } from "zod";
import { defineMethod } from "../method.ts";
import { metricOptions } from "../metric-basis.ts";
import { inputPath, outputPath } from "../places.ts";
import { members, weights } from "../portfolio.ts";
import { viewRequest } from "../view.ts";

/** The parts of a report, in their order. The cover is always there. */
const sections = {
  verdict: "Is it more than luck?",
  figures: "Figures",
  equity: "Equity and drawdown",
  drawdowns: "Deepest drawdowns",
  calendar: "Months and years",
  distribution: "Distribution",
  members: "Members",
  sizes: "How large to make it",
  correlation: "Correlation of members",
  regimes: "Regimes, zones and weekdays",
  search: "How it was found",
  definitions: "Definitions",
} as const;

type SectionName = keyof typeof sections;

/** A part of a report. */
export const reportSection = z.enum(Object.keys(sections) as [SectionName, ...SectionName[]]);
export type ReportSection = z.infer<typeof reportSection>;

/** Heading of every part. */
export const reportSections: Readonly<Record<ReportSection, string>> = sections;

/** Endings of the files that a report can be written to. */
export const reportFormats = ["html", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What a report is written as, by the ending of its file; undefined for another ending. */
export function reportFormatOf(file: string): ReportFormat | undefined {
  return reportFormats.find((format) => file.toLowerCase().endsWith(`.${format}`));
}

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
