/**
 * Effective number of independent strategies: (tr R)^2 / |R|^2, the participation ratio of the eigenvalues. N equal
 * strategies give 1, N independent ones N. From the dual: tr R = `varying`, |R|^2 = |ZZ'|^2.
 */
export function effectiveNumber(gram: Float64Array, varying: number): number {
  let squareNorm = 0;
  for (const value of gram) squareNorm += value * value;
  return squareNorm > 0 ? (varying * varying) / squareNorm : 0;
}
