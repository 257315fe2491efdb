import { z } from "zod";
import { importQuestion } from "./importing.ts";

/** Kinds of failure that a caller can act on. The text for people is in `message` and `remedy`. */
export const problemCode = z.enum([
  "bad-request",
  "not-found",
  "already-exists",
  "unreadable",
  "bad-input",
  "bad-setting",
  "damaged",
  "disk-full",
  "busy",
  "out-of-memory",
  "out-of-device-memory",
  "device-lost",
  "unsupported",
  "cancelled",
  "internal",
]);
export type ProblemCode = z.infer<typeof problemCode>;

const oneProblem = z.object({
  code: problemCode,
  /** One sentence that names the thing: file, dataset, key. */
  message: z.string(),
  /** What to do about it. */
  remedy: z.string().optional(),
  file: z.string().optional(),
  /** 1-based physical line of `file`. */
  line: z.number().int().positive().optional(),
  /** Column name, or its 1-based position when it has none. */
  column: z.string().optional(),
  /** Of a file that can be read in several ways: the ways. */
  question: importQuestion.optional(),
});

/** What went wrong, as a value that crosses every process border. */
export const problemReport = oneProblem.extend({
  /** What else is wrong with the same thing and has to be solved as well. */
  also: z.array(oneProblem).optional(),
});
export type ProblemReport = z.infer<typeof problemReport>;

/** A problem and all that is wrong beside it. */
export const problemsIn = (report: ProblemReport) => [report, ...(report.also ?? [])];

/** A message may quote a cell, which may have any length; it is kept in histories and shown in windows. Characters. */
const longestText = 4000;

const longestColumn = 400;

function shortened(text: string, most = longestText): string {
  return text.length <= most
    ? text
    : `${text.slice(0, most / 2)} ... (${text.length} characters) ... ${text.slice(-most / 4)}`;
}

/** The same inside a process. Everything thrown on purpose is one of these. */
export class Problem extends Error {
  readonly report: ProblemReport;

  constructor(code: ProblemCode, message: string, more: Omit<ProblemReport, "code" | "message"> = {}) {
    super(shortened(message));
    this.name = "Problem";
    this.report = { ...more, code, message: this.message };
    if (more.column !== undefined) this.report.column = shortened(more.column, longestColumn);
    if (more.remedy !== undefined) this.report.remedy = shortened(more.remedy);
  }

  /** The problem that another process told of. */
  static from({ code, message, ...more }: ProblemReport): Problem {
    return new Problem(code, message, more);
  }
}

/** What a client is told about something thrown. No stack and no path of ours leaves the process by accident. */
export function problemOf(error: unknown): ProblemReport {
  if (error instanceof Problem) return error.report;
  if (error instanceof Error && error.name === "AbortError")
    return { code: "cancelled", message: "The work was cancelled." };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message: shortened(message) || "Something failed without a message." };
}
