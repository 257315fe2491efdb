import { solvePositive } from "../linear/solve-positive.ts";

/**
 * Multi-strategy Kelly f = C^-1 mu. Members without variance take no part and get NaN: any size would do.
 */
export function jointKelly(covariance: Float64Array, means: Float64Array): Float64Array {
  const n = means.length;
  const active = Array.from({ length: n }, (_, i) => i).filter((i) => (covariance[i * n + i] as number) > 0);
  const reduced = Float64Array.from(
    active.flatMap((i) => active.map((j) => covariance[i * n + j] as number)),
  );
  const right = Float64Array.from(active, (i) => means[i] as number);
  const solved = solvePositive(reduced, active.length, right);
  const out = new Float64Array(n).fill(Number.NaN);
  active.forEach((i, k) => {
    out[i] = solved?.[k] ?? Number.NaN;
  });
  return out;
}
