import type { CellQuality } from "../../../contract/metric-basis.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import type { AnalysisView } from "./analysis-view.ts";

/** Reasons of the import's ledger for which there was no number to take. */
const withoutValue = ["blank", "na-token", "text", "infinite", "missing-cell"];

/** What the view's figures rest on; with `columns`, those of these columns. */
export function cellQualityOf(view: AnalysisView, columns?: Uint32Array): CellQuality {
  return {
    missingCells: view.missingIn ? view.missingIn(columns) : countMissing(view.matrix.rows, columns),
    imputedCells: imputed(view.manifest),
  };
}

function imputed({ missing, rejects }: Pick<Manifest, "missing" | "rejects">): number {
  if (missing !== "zero") return 0;
  return withoutValue.reduce((sum, reason) => sum + (rejects[reason] ?? 0), 0);
}

/** Cells that are NaN, in all columns or in these. */
export function countMissing(rows: readonly Float64Array[], columns?: Uint32Array): number {
  let count = 0;
  for (const row of rows) {
    if (columns) {
      for (const column of columns) if (Number.isNaN(row[column])) count += 1;
    } else {
      for (let i = 0; i < row.length; i += 1) if (Number.isNaN(row[i])) count += 1;
    }
  }
  return count;
}
