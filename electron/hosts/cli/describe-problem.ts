import type { ProblemReport } from "../../contract/problem.ts";

/** A problem for the terminal: what, where, what to do; one thing per line. */
export function describeProblem(problem: ProblemReport): string {
  const place = [
    problem.file,
    problem.line === undefined ? undefined : `line ${problem.line}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
  ].filter((part) => part !== undefined);
  const lines = [`tessera: ${problem.message}`];
  if (place.length > 0) lines.push(`  ${place.join(", ")}`);
  if (problem.remedy) lines.push(`  ${problem.remedy}`);
  return lines.join("\n");
}
