import { z } from "zod";
import { searchAlgorithm } from "./search-algorithm.ts";

/** Live data of a running search: `live` of its progress, about ten times a second. */
export const searchRace = z.object({
  size: z.number().int(),
  /** Of this size, in the order they run; those that have not begun are missing. */
  lanes: z.array(
    z.object({
      algorithm: searchAlgorithm,
      running: z.boolean(),
      best: z.number(),
      evaluations: z.number(),
      evaluationsPerSecond: z.number(),
      /** Temperature, spread of the swarm: a figure of the algorithm's own. */
      spread: z.number(),
      /** (budget spent, best) pairs, flat. */
      curve: z.array(z.number()),
    }),
  ),
  /** Best of all sizes so far. */
  best: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type SearchRace = z.infer<typeof searchRace>;
