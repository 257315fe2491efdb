import { z } from "zod";

/** The parts of a report, in their order. The cover is always there. */
const sections = {
  verdict: "Is it more than luck?",
  figures: "Figures",
  equity: "Equity and drawdown",
  drawdowns: "Deepest drawdowns",
  calendar: "Months and years",
  distribution: "Distribution",
  members: "Members",
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
