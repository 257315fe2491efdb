import { z } from "zod";

/**
 * When ULTA turns the sign of a strategy: never; when its total is below 0 (the replaced system's rule); or when also
 * at least `minNegativeRows` rows and the share `negativeShare` of all rows are below 0 (the later rule).
 */
export const inversionRule = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("off") }),
  z.object({ kind: z.literal("sum") }),
  z.object({
    kind: z.literal("majority"),
    minNegativeRows: z.number().int().nonnegative().default(10),
    negativeShare: z.number().min(0).max(1).default(0.6),
  }),
]);
export type InversionRule = z.infer<typeof inversionRule>;
