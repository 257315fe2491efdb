import type { ProblemCode } from "../../contract/problem.ts";

/** Failures that the same request may not meet again: the rest is wrong with the request itself. */
const passing: ReadonlySet<ProblemCode> = new Set([
  "unreadable",
  "busy",
  "disk-full",
  "out-of-memory",
  "out-of-device-memory",
  "device-lost",
  "internal",
]);

const longestWaitSeconds = 3600;

/**
 * Seconds to wait before the next attempt, or undefined to give up. The wait doubles with each attempt and ends at an
 * hour, so that a queue which cannot be worked on costs nothing.
 */
export function retryDelay(
  code: ProblemCode,
  attempts: number,
  maxAttempts: number,
  firstWaitSeconds: number,
): number | undefined {
  if (!passing.has(code) || attempts >= maxAttempts) return undefined;
  return Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (attempts - 1));
}
