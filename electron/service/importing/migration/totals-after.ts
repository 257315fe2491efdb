import type { OpenDataset } from "../../datasets/read/open.ts";
import type { CellSource } from "../cells/cell-source.ts";
import { RunningTotals } from "./running-totals.ts";

/** Totals of a file's strategies from the stored cells, in the order of the file's rows. A missing cell counts as 0. */
export function totalsAfter(
  { columns, places, targets }: CellSource,
  { matrix }: OpenDataset,
): RunningTotals {
  const totals = new RunningTotals(columns.length);
  for (const target of targets) {
    const row = matrix.rows[target];
    if (!row) continue;
    totals.add((index) => {
      const value = row[places ? (places[index] as number) : index] as number;
      return Number.isNaN(value) ? 0 : value;
    });
  }
  return totals;
}
