import { z } from "zod";

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
