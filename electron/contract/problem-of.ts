import { Problem, type ProblemReport } from "./problem.ts";

/** What a client is told about something thrown. No stack and no path of ours leaves the process by accident. */
export function problemOf(error: unknown): ProblemReport {
  if (error instanceof Problem) return error.report;
  if (error instanceof Error && error.name === "AbortError")
    return { code: "cancelled", message: "The work was cancelled." };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message: message || "Something failed without a message." };
}
