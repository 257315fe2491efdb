import { Problem, type ProblemCode } from "../../contract/problem.ts";
import { type CsvFault, csvFaults } from "./addon.ts";

const problems: Record<CsvFault, { code: ProblemCode; remedy: string }> = {
  "not-found": { code: "not-found", remedy: "Check the name, and that the drive is connected." },
  "not-a-file": { code: "bad-input", remedy: "Name a CSV file." },
  "no-permission": {
    code: "unreadable",
    remedy: "Give your user the right to read it, or copy it elsewhere.",
  },
  empty: { code: "bad-input", remedy: "The file needs a line of column names and at least one row." },
  "header-too-long": { code: "bad-input", remedy: "Check that it is a CSV file and not a binary one." },
  "unterminated-quote": { code: "bad-input", remedy: 'Close the quoted cell with " on the line named here.' },
  changed: {
    code: "unreadable",
    remedy: "Wait until the other program has finished writing, and try again.",
  },
  io: { code: "unreadable", remedy: "Copy the file to another drive and try again." },
};

/** A rejection of csvOpen or csvReadRows that blames the file, as a Problem; undefined for any other error. */
export function csvProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { reason, file, line } = error as Error & { reason?: unknown; file?: unknown; line?: unknown };
  const fault = csvFaults.find((name) => name === reason);
  if (!fault) return undefined;
  const { code, remedy } = problems[fault];
  return new Problem(code, error.message, {
    remedy,
    ...(typeof file === "string" ? { file } : {}),
    ...(typeof line === "number" ? { line } : {}),
  });
}
