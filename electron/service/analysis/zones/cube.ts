import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/version/observations.ts";
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

/**
 * Weights of zones, sum 1. Names match in any case and without blanks ("zone1" = "Zone 1"); a zone without a weight
 * has 1 before normalising, as in the replaced system's [ZONE_WEIGHTS].
 */
export function normaliseWeights(
  zones: readonly string[],
  weights: Readonly<Record<string, number>>,
): Float64Array {
  const plain = (name: string) => name.toLowerCase().replace(/\s+/g, "");
  const byName = new Map(Object.entries(weights).map(([name, weight]) => [plain(name), weight]));
  const known = new Set(zones.map(plain));
  const unknown = Object.keys(weights).find((name) => !known.has(plain(name)));
  if (unknown !== undefined) {
    throw new Problem("bad-request", `There is no zone ${unknown}; the zones are ${zones.join(", ")}.`);
  }
  const chosen = Float64Array.from(zones, (zone) => byName.get(plain(zone)) ?? 1);
  const total = chosen.reduce((a, b) => a + b, 0);
  if (!(total > 0)) throw new Problem("bad-request", "At least one zone needs a weight over 0.");
  return chosen.map((weight) => weight / total);
}
