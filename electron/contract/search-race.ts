import { z } from "zod";
import { searchAlgorithm } from "./search-algorithm.ts";
import { searchLuck } from "./search-luck.ts";

/** Live data of a running search: `live` of its progress, about ten times a second. */
export const searchRace = z.object({
  size: z.number().int(),
  /** Of this size, in the order they run; those that have not begun are missing. */
  lanes: z.array(
    z.object({
      algorithm: searchAlgorithm,
      running: z.boolean(),
      best: z.number(),
      /** Portfolios and swaps scored. */
      evaluations: z.number(),
      /** Swaps ruled out by a proven bound, beside the evaluations. */
      screened: z.number().optional(),
      /** Of scored ones alone. */
      evaluationsPerSecond: z.number(),
      /** Until this run's budget is spent; null when it has not spent enough to tell. */
      secondsLeft: z.number().nullable().optional(),
      /** Temperature, spread of the swarm: a figure of the algorithm's own. */
      spread: z.number(),
      /** (budget spent, best) pairs, flat. */
      curve: z.array(z.number()),
    }),
  ),
  /** Best of all sizes so far. */
  best: z.number().nullable(),
  /** Until the last run of the last size ends. */
  secondsLeft: z.number().nullable(),
  /** How much of the best so far is luck, with the trials so far; absent until there is a best. */
  luck: searchLuck
    .pick({ deflatedSharpe: true, sharpe: true, sharpeOfLuck: true, trials: true })
    .extend({ size: z.number().int() })
    .optional(),
});
export type SearchRace = z.infer<typeof searchRace>;
