/**
 * Largest eigenvalue that the correlation matrix of independent series would have: (1 + sqrt(N/T))^2
 * (Marchenko and Pastur 1967). The mean takes one observation away.
 */
export function randomMatrixEdge(strategies: number, observations: number): number {
  return (1 + Math.sqrt(strategies / Math.max(1, observations - 1))) ** 2;
}
