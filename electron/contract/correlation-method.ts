import { z } from "zod";

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
