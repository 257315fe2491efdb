import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadingEigen } from "../../../../electron/service/analysis/linear/eigen.ts";
import { cases } from "../../../support/cases.ts";

/** B B' of a random n x k matrix: symmetric, not negative, rank at most k. */
function gramOf(n: number, k: number, seed: number): Float64Array {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const b = Float64Array.from({ length: n * k }, random);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      for (let c = 0; c < k; c += 1)
        (out[i * n + j] as number) += (b[i * k + c] as number) * (b[j * k + c] as number);
  return out;
}

function expectEigenpairs(matrix: Float64Array, n: number, count: number, tolerance: number): void {
  const { values, vectors } = leadingEigen(matrix, n, count);
  const size = Math.max(1, values[0] ?? 0);
  for (let j = 0; j < values.length; j += 1) {
    if (j > 0) expect(values[j] as number).toBeLessThanOrEqual(values[j - 1] as number);
    const v = vectors.subarray(j * n, (j + 1) * n);
    let length = 0;
    for (let i = 0; i < n; i += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) sum += (matrix[i * n + k] as number) * (v[k] as number);
      expect(Math.abs(sum - (values[j] as number) * (v[i] as number))).toBeLessThan(tolerance * size);
      length += (v[i] as number) ** 2;
    }
    expect(length).toBeCloseTo(1, 9);
  }
}

describe("leadingEigen", () => {
  it("solves A v = l v for the whole spectrum, also with repeated and zero eigenvalues", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), fc.nat(), (n, k, seed) =>
        expectEigenpairs(gramOf(n, k, seed), n, n, 1e-10),
      ),
      { numRuns: cases(60) },
    );
  });

  it("solves large matrices of low rank: more observations than strategies", () => {
    for (const [n, k] of [
      [88, 5],
      [120, 20],
      [200, 3],
    ] as const)
      for (let seed = 1; seed <= 6; seed += 1) expectEigenpairs(gramOf(n, k, seed), n, k, 1e-10);
  });

  it("keeps the trace and the squared norm", () => {
    const n = 60;
    const matrix = gramOf(n, 90, 7);
    const { values } = leadingEigen(matrix, n, n);
    const trace = Array.from({ length: n }, (_, i) => matrix[i * n + i] as number).reduce((a, b) => a + b, 0);
    expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(trace, 8);
    expect(values.reduce((a, b) => a + b * b, 0)).toBeCloseTo(
      matrix.reduce((a, b) => a + b * b, 0),
      6,
    );
  });

  it("finds the leading part of a large matrix, where it iterates", () => {
    // 340 is above the order from which only the leading part is computed; rank 40 leaves many equal zeros.
    expectEigenpairs(gramOf(340, 40, 3), 340, 8, 1e-8);
  });
});
