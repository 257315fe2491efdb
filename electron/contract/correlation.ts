import { z } from "zod";

/**
 * How all pairs of strategies are correlated: Pearson; Spearman (Pearson of ranks, equal values share their mean rank);
 * downside (Pearson over the rows where the mean of all strategies is below 0).
 */
export const pairMethod = z.enum(["pearson", "spearman", "downside"]);
export type PairMethod = z.infer<typeof pairMethod>;

/**
 * How the correlation of two strategies is measured. Formulas and sources: docs/correlation.md.
 * `downside` uses the observations where the mean of the selection is below 0; `shrunk` is Ledoit-Wolf, `denoised`
 * clips the eigenvalues that a random matrix would have.
 */
export const correlationMethod = z.enum([
  "pearson",
  "spearman",
  "kendall",
  "exponential",
  "downside",
  "shrunk",
  "denoised",
]);
export type CorrelationMethod = z.infer<typeof correlationMethod>;

/**
 * How much each observation counts in a correlation (weighted Pearson, docs/correlation.md). P&L stays as it is: the option
 * `confidenceWeighted` of a view is another thing, it scales P&L.
 * `confidence`: by the regime's confidence, an observation without one counts nothing; `regime`: the observations of that
 * regime alone; `recent`: halves every `halfLife` observations, the newest counts most.
 */
export const correlationWeighting = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confidence") }),
  z.object({ kind: z.literal("regime"), regime: z.string().min(1) }),
  z.object({ kind: z.literal("recent"), halfLife: z.number().positive().default(21) }),
]);
export type CorrelationWeighting = z.infer<typeof correlationWeighting>;
