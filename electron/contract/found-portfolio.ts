import { z } from "zod";
import { searchAlgorithm } from "./search-algorithm.ts";

/** A portfolio that a search found, with the parts of its canonical score. Currency figures are of the mean series. */
export const foundPortfolio = z.object({
  size: z.number().int(),
  algorithm: searchAlgorithm,
  fitness: z.number(),
  /** The objective before the correlation penalty and balance terms. */
  base: z.number(),
  mean_correlation: z.number(),
  roi: z.number(),
  max_drawdown: z.number(),
  /** Excess over the limits, 0 = all hold. */
  violation: z.number(),
  /** Proven: no single allowed swap improves it. */
  swapOptimal: z.boolean(),
  /** Columns of the searched table, ascending, and their names. */
  columns: z.array(z.number().int()),
  members: z.array(z.string()),
});
export type FoundPortfolio = z.infer<typeof foundPortfolio>;
