import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { zoneCube } from "../zones/zone-cube.ts";
import type { ObservationGroups } from "./observation-groups.ts";

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
