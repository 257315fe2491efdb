import { expect } from "vitest";

/** Agreement to 1e-9 of the larger of the value and `basis` (see tests/golden/README.md); exact where not finite. */
export function expectClose(actual: number, expected: number, basis = 1e-3, what = ""): void {
  if (!Number.isFinite(expected)) {
    expect(actual, what).toBe(expected);
    return;
  }
  const allowed = 1e-9 * Math.max(Math.abs(expected), basis);
  expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThanOrEqual(allowed);
}
