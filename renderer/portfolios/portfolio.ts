import { z } from "zod";
import { searchAlgorithm } from "../../electron/contract/search-algorithm.ts";
import { searchLuck } from "../../electron/contract/search-luck.ts";

/** A set of strategies that is looked at, compared and edited. */
export const portfolio = z.object({
  id: z.string(),
  name: z.string(),
  dataset: z.string(),
  members: z.array(z.string()),
  /** One per member, sum 1; null = equal weights. */
  weights: z.array(z.number()).nullable(),
  createdAt: z.string(),
  /** What a search said about it; null when it was made by hand, or edited since. */
  found: z
    .object({
      algorithm: searchAlgorithm,
      fitness: z.number(),
      seed: z.number().nullable(),
      luck: searchLuck.nullable(),
    })
    .nullable(),
});
export type Portfolio = z.infer<typeof portfolio>;
