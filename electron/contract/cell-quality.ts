import { z } from "zod";

/** How far figures rest on cells that were not there. Shown beside them whenever one is not 0. */
export const cellQuality = z.object({
  /**
   * Cells without a value among the rows and strategies used. Metrics skip them; sums of a portfolio take them as 0;
   * docs/correlation.md says what each correlation does with them.
   */
  missingCells: z.number().int(),
  /** Cells of the whole dataset that were no number and that the import took as 0. */
  imputedCells: z.number().int(),
});
export type CellQuality = z.infer<typeof cellQuality>;
