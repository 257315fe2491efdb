import { z } from "zod";
import { searchAlgorithm } from "./search-algorithm.ts";

/** What one algorithm came to at one size. */
export const searchOutcome = z.object({
  size: z.number().int(),
  algorithm: searchAlgorithm,
  fitness: z.number(),
  columns: z.array(z.number().int()),
  evaluations: z.number(),
  /** Swaps ruled out by a proven bound. */
  screened: z.number(),
  generations: z.number().int(),
  seconds: z.number(),
  stopped: z.enum(["budget", "seconds", "stagnation", "converged", "cancelled", "paused"]),
  swapOptimal: z.boolean(),
  violation: z.number(),
  reproducible: z.boolean(),
  /** (budget spent, best) pairs, flat. */
  curve: z.array(z.number()),
});
export type SearchOutcome = z.infer<typeof searchOutcome>;
