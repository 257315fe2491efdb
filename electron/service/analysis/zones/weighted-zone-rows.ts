import type { PnlMatrix } from "../../pnl-matrix.ts";
import { sumRows } from "../view/rows.ts";
import type { ZoneCube } from "./zone-cube.ts";

/**
 * The matrix whose equal-weight portfolios have the replaced system's zone series: D[t,i] = sum_z w_z Z[t,z,i], and so
 * mean over P of D = sum_z w_z * mean over P of Z. Correlations come from the flattened (date, zone) rows instead.
 */
export function weightedZoneRows(
  cube: ZoneCube,
  weights: Float64Array,
): { readonly matrix: PnlMatrix; readonly correlationSource: PnlMatrix } {
  const strategies = cube.rows[0]?.[0]?.length ?? 0;
  const flat = cube.rows.flat();
  return {
    matrix: {
      observations: cube.rows.length,
      strategies,
      rows: cube.rows.map((zones) => sumRows(zones, Array.from(weights), 0)),
    },
    correlationSource: { observations: flat.length, strategies, rows: flat },
  };
}
