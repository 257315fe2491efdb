import type { Observation } from "../../datasets/version/observations.ts";
import { noGroup } from "../../engine/addon/figures.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { zoneCube } from "../zones/cube.ts";

/** Rows of a matrix sorted into groups. */
export interface ObservationGroups {
  readonly names: readonly string[];
  /** Group of each row, noGroup = none. */
  readonly groupOf: Uint32Array;
  /** Weight of each row in weighted means and effective numbers; all the same when absent. */
  readonly weights?: Float64Array;
}

/** Percent: what a group without any confidence weighs beside the others. */
const certain = 100;

/**
 * Sorts rows into groups by a text of their observations; null and empty texts take no part. Rows weigh by their regime
 * confidence; in a group without any confidence all weigh the same.
 */
export function groupObservations(
  observations: readonly Observation[],
  keyOf: (one: Observation) => string | null,
  inOrder: (a: Observation, b: Observation) => number,
): ObservationGroups {
  const first = new Map<string, Observation>();
  for (const one of observations) {
    const key = keyOf(one);
    if (key && !first.has(key)) first.set(key, one);
  }
  const names = [...first].sort(([, a], [, b]) => inOrder(a, b)).map(([name]) => name);
  const places = new Map(names.map((name, g) => [name, g]));
  const groupOf = Uint32Array.from(observations, (one) => places.get(keyOf(one) ?? "") ?? noGroup);
  const hasConfidence = names.map(() => false);
  observations.forEach(({ confidence }, t) => {
    if ((confidence ?? 0) > 0) hasConfidence[groupOf[t] as number] = true;
  });
  const weights = Float64Array.from(observations, ({ confidence }, t) =>
    hasConfidence[groupOf[t] as number] ? Math.max(0, confidence ?? 0) : certain,
  );
  return { names, groupOf, weights };
}

/** The zone matrix as rows, date by date, with the zone of each row. A zone that a date lacks is a row of 0. */
export function zoneGroups(
  matrix: PnlMatrix,
  observations: readonly Observation[],
): { readonly matrix: PnlMatrix; readonly groups: ObservationGroups; readonly outside: number } {
  const { zones, rows } = zoneCube(matrix, observations);
  const flat = rows.flat();
  return {
    matrix: { observations: flat.length, strategies: matrix.strategies, rows: flat },
    groups: { names: zones, groupOf: Uint32Array.from(flat, (_, place) => place % zones.length) },
    outside: observations.filter(({ zone }) => zone === null || !zones.includes(zone)).length,
  };
}
