import { z } from "zod";
import { foundPortfolio } from "./found-portfolio.ts";
import { searchCapsule } from "./search-capsule.ts";
import { searchLuck } from "./search-luck.ts";
import { searchOutcome } from "./search-outcome.ts";

/** What a search came to. */
export const searchResult = z.object({
  /** The best of all sizes; the smaller size wins a tie, then the order of the algorithms. */
  best: foundPortfolio,
  /** The best of each size, ascending. */
  portfolios: z.array(foundPortfolio),
  runs: z.array(searchOutcome),
  luck: searchLuck,
  /** Currency; the drawdown of `best` is below it, so its ratio is held down. 0 = there is no floor. */
  drawdownFloor: z.number(),
  drawdownFloorBinds: z.boolean(),
  /** Names of the files written to `out`. */
  files: z.array(z.string()),
  seconds: z.number(),
  backend: z.string(),
  capsule: searchCapsule,
});
export type SearchResult = z.infer<typeof searchResult>;
