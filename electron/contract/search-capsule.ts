import { z } from "zod";
import { searchAlgorithm } from "./search-algorithm.ts";
import { searchRequest } from "./search-request.ts";

/** All that is needed to run a search again and to see whether it comes to the same. A file of its own. */
export const searchCapsule = z.object({
  format: z.literal("tessera-search"),
  formatVersion: z.literal(1),
  createdAt: z.string(),
  /** Versions that made it. */
  product: z.string(),
  backend: z.string(),
  dataset: z.object({
    name: z.string(),
    version: z.number().int(),
    /** SHA-256 over names, dates and cells of the searched table. */
    fingerprint: z.string(),
    observations: z.number().int(),
    strategies: z.number().int(),
  }),
  /** With every setting that was in force written out. */
  request: searchRequest,
  /** False when the clock ended a run: then a replay may differ. */
  reproducible: z.boolean(),
  /** Best portfolio of each size. */
  portfolios: z.array(
    z.object({
      size: z.number().int(),
      algorithm: searchAlgorithm,
      fitness: z.number(),
      members: z.array(z.string()),
    }),
  ),
});
export type SearchCapsule = z.infer<typeof searchCapsule>;
