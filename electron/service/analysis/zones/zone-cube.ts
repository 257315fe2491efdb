import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { groupByDate, mergeObservations, sumRows } from "../view/rows.ts";

/** P&L by date and intraday zone: Z[date][zone] is a row of N strategies, currency. */
export interface ZoneCube {
  /** Sorted by name. */
  readonly zones: readonly string[];
  readonly days: readonly Observation[];
  readonly rows: readonly (readonly Float64Array[])[];
  /** What the observations of each date and zone have in common; of a zone that a date does not have, the day's. */
  readonly observations: readonly (readonly Observation[])[];
}

/** Zone names under which earlier files kept what belongs to no zone. */
const noZone = new Set(["", "nan", "outside market"]);

/**
 * Sums the rows of each date and zone; a zone that a date does not have counts as 0. Observations without a zone, or
 * outside the market's hours, take no part. (The replaced system's zone matrix.)
 */
export function zoneCube(matrix: PnlMatrix, observations: readonly Observation[]): ZoneCube {
  const zoneOf = (one: Observation) =>
    one.zone === null || noZone.has(one.zone.trim().toLowerCase()) ? null : one.zone;
  const zones = [...new Set(observations.map(zoneOf).filter((zone) => zone !== null))].sort();
  if (zones.length === 0) {
    throw new Problem("bad-request", "The dataset has no intraday zones.", {
      remedy: "Import a file with a zone column, or assign zones by time windows.",
    });
  }
  const groups = [...groupByDate(observations).values()]
    .map((rows) => rows.filter((t) => zoneOf(observations[t] as Observation) !== null))
    .filter((rows) => rows.length > 0);
  const empty = new Float64Array(matrix.strategies);
  const merged = (rows: readonly number[]) =>
    mergeObservations(rows.map((t) => observations[t] as Observation));
  return {
    zones,
    days: groups.map(merged),
    observations: groups.map((rows) =>
      zones.map((zone) => {
        const ofZone = rows.filter((t) => observations[t]?.zone === zone);
        return merged(ofZone.length === 0 ? rows : ofZone);
      }),
    ),
    rows: groups.map((rows) =>
      zones.map((zone) => {
        const ofZone = rows
          .filter((t) => observations[t]?.zone === zone)
          .map((t) => matrix.rows[t] as Float64Array);
        return ofZone.length === 0 ? empty : sumRows(ofZone, undefined, 0);
      }),
    ),
  };
}
