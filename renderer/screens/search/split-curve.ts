/** Takes (budget spent, best) pairs that lie flat apart. */
export function splitCurve(curve: readonly number[]): { evaluations: Float64Array; best: Float64Array } {
  const points = Math.floor(curve.length / 2);
  const evaluations = new Float64Array(points);
  const best = new Float64Array(points);
  for (let at = 0; at < points; at++) {
    evaluations[at] = curve[2 * at] ?? 0;
    best[at] = curve[2 * at + 1] ?? 0;
  }
  return { evaluations, best };
}
