import type { CellQuality } from "../../contract/metric-basis.ts";
import { formatCount } from "./format-count.ts";

/** A sentence on the cells that were not there; nothing when all were. `treatment` says what became of missing ones. */
export function describeCells({ missingCells, imputedCells }: CellQuality, treatment: string): string {
  const missing = missingCells > 0 ? `${formatCount(missingCells)} missing cells (${treatment})` : "";
  const imputed =
    imputedCells > 0 ? `${formatCount(imputedCells)} cells of the dataset were taken as 0 by the import` : "";
  return [missing, imputed].filter(Boolean).join("; ");
}
