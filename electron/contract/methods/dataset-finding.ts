import { z } from "zod";

/** Something noticed about a file or a dataset: constant columns, copies, left-out columns, repeated dates ... */
export const datasetFinding = z.object({
  kind: z.string(),
  /** How many columns, rows or files it concerns. */
  count: z.number().int().nonnegative(),
  message: z.string(),
  /** A few of them. */
  examples: z.array(z.string()),
});
export type DatasetFinding = z.infer<typeof datasetFinding>;
