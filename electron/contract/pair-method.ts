import { z } from "zod";

/**
 * How all pairs of strategies are correlated: Pearson; Spearman (Pearson of ranks, equal values share their mean rank); downside
 * (Pearson over the rows where the mean of all strategies is below 0).
 */
export const pairMethod = z.enum(["pearson", "spearman", "downside"]);
export type PairMethod = z.infer<typeof pairMethod>;
