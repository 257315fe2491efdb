/**
 * Error of a figure against the basis that the golden README names for its kind; 0 when both are the same non-finite
 * value, Infinity when only one is.
 */
export function deviation(actual: number, expected: number, basis: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Number.POSITIVE_INFINITY;
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), basis);
}
