import { sum } from "./naive-series.ts";

/** Pearson correlation of two series; 0 when either is constant, also with itself. */
export function naivePearson(a: readonly number[], b: readonly number[]): number {
  if (a.every((x) => x === a[0]) || b.every((x) => x === b[0])) return 0;
  const meanA = sum(a) / a.length;
  const meanB = sum(b) / b.length;
  const cross = sum(a.map((x, t) => (x - meanA) * ((b[t] as number) - meanB)));
  const squareA = sum(a.map((x) => (x - meanA) ** 2));
  const squareB = sum(b.map((x) => (x - meanB) ** 2));
  return cross / Math.sqrt(squareA * squareB);
}
