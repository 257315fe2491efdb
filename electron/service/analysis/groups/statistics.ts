import type { Observation } from "../../datasets/version/observations.ts";
import { effectiveSize } from "../correlation/weights.ts";

/** Figures of one group of observations (a regime, a zone, a weekday). Currency. */
export interface GroupStats {
  readonly observations: number;
  readonly effective: number;
  readonly total: number;
  readonly mean: number;
  readonly weightedMean: number;
  readonly std: number;
  readonly worst: number;
  readonly winRate: number;
}

/**
 * Figures of the P&L of some observations. `confidence` are their regime confidences in percent: weights are
 * confidence / sum of confidences, and the effective number is Kish's. Without any confidence all weigh the same.
 */
export function groupStats(pnl: ArrayLike<number>, confidence: readonly (number | null)[]): GroupStats {
  const values = Array.from(pnl);
  const hasConfidence = confidence.some((one) => one !== null && one > 0);
  const weights = values.map((_, t) => (hasConfidence ? (confidence[t] ?? 0) : 1));
  const count = values.length;
  const total = values.reduce((a, b) => a + b, 0);
  const mean = total / count;
  const weight = weights.reduce((a, b) => a + b, 0);
  const squares = values.reduce((a, value) => a + (value - mean) ** 2, 0);
  return {
    observations: count,
    effective: effectiveSize(weights),
    total,
    mean,
    weightedMean: values.reduce((a, value, t) => a + value * (weights[t] as number), 0) / weight,
    std: count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN,
    worst: Math.min(...values),
    winRate: values.filter((value) => value > 0).length / count,
  };
}

/** Splits a P&L series by a text of its observations, in order of first appearance; null texts take no part. */
export function breakdown(
  pnl: Float64Array,
  observations: readonly Observation[],
  keyOf: (one: Observation) => string | null,
): (GroupStats & { readonly name: string })[] {
  const groups = new Map<string, number[]>();
  observations.forEach((one, t) => {
    const key = keyOf(one);
    if (key === null || key === "") return;
    const rows = groups.get(key);
    if (rows) rows.push(t);
    else groups.set(key, [t]);
  });
  return [...groups].map(([name, rows]) => ({
    name,
    ...groupStats(
      rows.map((t) => pnl[t] as number),
      rows.map((t) => observations[t]?.confidence ?? null),
    ),
  }));
}
