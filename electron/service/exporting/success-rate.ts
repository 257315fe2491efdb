import type { ExecutionResult } from "./algorithm-outcome.ts";

/** Percent of the algorithms that gave a portfolio. */
export function successRate(run: ExecutionResult): number {
  const all = run.outcomes.length + run.failed.length;
  return all === 0 ? 0 : (run.outcomes.length / all) * 100;
}
