/** n weights of 1/n. */
export function equalWeights(n: number): number[] {
  return Array.from({ length: n }, () => 1 / n);
}
