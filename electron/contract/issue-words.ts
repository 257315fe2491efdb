import type { z } from "zod";

type Issue = z.ZodError["issues"][number];

/** What is wrong with one value, for who wrote it. */
function words(issue: Issue): string {
  if (issue.code === "invalid_format" && issue.format === "date")
    return "it must be a date written YYYY-MM-DD";
  if (issue.code === "too_big" && isNumber(issue.origin))
    return `it must be ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`;
  if (issue.code === "too_small" && isNumber(issue.origin))
    return `it must be ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
  return issue.message;
}

const isNumber = (origin: string): boolean => origin === "number" || origin === "int";

/** "minSize: it must be at least 1" for each issue of what does not keep to its schema. */
export const issueWords = ({ issues }: z.ZodError): string =>
  issues.map((issue) => [issue.path.join("."), words(issue)].filter(Boolean).join(": ")).join("; ");
