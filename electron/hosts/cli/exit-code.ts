import type { ProblemReport } from "../../contract/problem.ts";

/** 0 done, 1 failed, 2 bad usage: the request or a setting was wrong, and nothing was started. */
export function exitCodeOf(problem: ProblemReport): 1 | 2 {
  return problem.code === "bad-request" || problem.code === "bad-setting" ? 2 : 1;
}
