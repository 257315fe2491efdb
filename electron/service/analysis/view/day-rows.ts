import type { Observation } from "../../datasets/observation.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { groupByDate } from "./group-by-date.ts";
import { mergeObservations } from "./merge-observations.ts";
import { sumRows } from "./sum-rows.ts";

export interface RowsWithObservations {
  readonly matrix: PnlMatrix;
  readonly observations: readonly Observation[];
}

/** One row per date, the sum of its observations. A cell that is missing in all of them stays missing. */
export function dayRows({ matrix, observations }: RowsWithObservations): RowsWithObservations {
  const days = [...groupByDate(observations).values()];
  if (days.length === observations.length) return { matrix, observations };
  return {
    observations: days.map((rows) => mergeObservations(rows.map((t) => observations[t] as Observation))),
    matrix: {
      observations: days.length,
      strategies: matrix.strategies,
      rows: days.map((rows) =>
        sumRows(
          rows.map((t) => matrix.rows[t] as Float64Array),
          undefined,
          Number.NaN,
        ),
      ),
    },
  };
}
