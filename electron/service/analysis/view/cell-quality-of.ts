import type { CellQuality } from "../../../contract/metric-basis.ts";
import type { Manifest } from "../../datasets/manifest.ts";
import type { AnalysisView } from "./analysis-view.ts";
import { countMissing } from "./count-missing.ts";

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
